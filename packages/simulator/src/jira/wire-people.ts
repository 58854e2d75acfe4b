import type { JiraProjectRecord, JiraUserRecord } from '../records.ts'
import type { WireStyle } from './wire-style.ts'

/** A person as Jira shows one inside an issue; the address is left out, as privacy settings do by default. */
export function wireUser(user: JiraUserRecord, style: WireStyle) {
  const name = userName(user)
  const id = style.isServer ? name : user.accountId
  const shown = {
    avatarUrls: avatarUrls(`${style.origin}/avatar/${encodeURIComponent(id)}`),
    displayName: user.displayName,
    active: user.active ?? true,
    timeZone: user.timeZone ?? style.zone,
  }
  if (style.isServer) {
    return { self: `${style.base}/user?username=${encodeURIComponent(name)}`, name, key: user.key ?? name, ...shown }
  }
  const self = `${style.base}/user?accountId=${encodeURIComponent(user.accountId)}`
  return { self, accountId: user.accountId, ...shown, accountType: 'atlassian' }
}

/** The name that a person has on Data Center, made of the displayed one unless the record tells it. */
export function userName(user: JiraUserRecord): string {
  return user.name ?? user.displayName.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '.')
}

/** A project as an issue shows it. */
export function wireProject(project: JiraProjectRecord, style: WireStyle) {
  return {
    self: `${style.base}/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.projectTypeKey ?? 'software',
    ...(style.isServer ? {} : { simplified: project.simplified ?? false }),
    avatarUrls: avatarUrls(`${style.base}/universal_avatar/view/type/project/avatar/${project.id}`),
  }
}

/** Addresses of one picture in the four sizes that Jira names. */
function avatarUrls(base: string) {
  return {
    '48x48': base,
    '24x24': `${base}?size=small`,
    '16x16': `${base}?size=xsmall`,
    '32x32': `${base}?size=medium`,
  }
}
