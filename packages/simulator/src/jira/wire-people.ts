import type { JiraProjectRecord, JiraUserRecord } from '../records.ts'

/** A person as Jira Cloud shows one inside an issue; the address is left out, as privacy settings do by default. */
export function wireUser(user: JiraUserRecord, origin: string, zone: string) {
  return {
    self: `${origin}/rest/api/3/user?accountId=${encodeURIComponent(user.accountId)}`,
    accountId: user.accountId,
    avatarUrls: avatarUrls(`${origin}/avatar/${encodeURIComponent(user.accountId)}`),
    displayName: user.displayName,
    active: user.active ?? true,
    timeZone: user.timeZone ?? zone,
    accountType: 'atlassian',
  }
}

/** A project as an issue shows it. */
export function wireProject(project: JiraProjectRecord, origin: string) {
  return {
    self: `${origin}/rest/api/3/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.projectTypeKey ?? 'software',
    simplified: project.simplified ?? false,
    avatarUrls: avatarUrls(`${origin}/rest/api/3/universal_avatar/view/type/project/avatar/${project.id}`),
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
