import type {
  JiraIssueFields,
  JiraIssueTypeRecord,
  JiraNamedRecord,
  JiraStatusRecord,
  JiraVersionRecord,
} from '../records.ts'
import { firstById } from './first-by-id.ts'
import type { JiraSite } from './jira-site.ts'

/** An issue type with the statuses that a project uses. */
export interface TypeStatuses {
  readonly type: JiraIssueTypeRecord
  readonly statuses: readonly JiraStatusRecord[]
}

/** What can happen to a version, as webhooks name it. */
export type VersionEvent =
  | 'jira:version_created'
  | 'jira:version_updated'
  | 'jira:version_released'
  | 'jira:version_unreleased'

/** What belongs to the projects of a site beside their issues: what the data name, and what the issues use. */
export class JiraCatalog {
  /** Told of every change of a version. */
  onVersion: (event: VersionEvent, version: JiraVersionRecord, projectId: string) => void = () => undefined
  readonly #site: JiraSite

  constructor(site: JiraSite) {
    this.#site = site
  }

  /** Statuses of the whole site; those in use first, which know their present names. */
  allStatuses(): readonly JiraStatusRecord[] {
    return firstById([...[...this.#site.all()].map(({ record }) => record.fields.status), ...this.#site.statuses()])
  }

  /** Resolutions in use on the whole site. */
  allResolutions(): readonly JiraNamedRecord[] {
    return firstById([...this.#site.all()].flatMap(({ record }) => record.fields.resolution ?? []))
  }

  /** Versions of a project; its own first, then those that only its issues name. */
  versions(projectKey: string): readonly JiraVersionRecord[] {
    const own = this.#site.projects.existing(projectKey).versions ?? []
    const used = this.#fields(projectKey).flatMap(({ fixVersions, versions }) => [
      ...(fixVersions ?? []),
      ...(versions ?? []),
    ])
    return firstById([...own, ...used])
  }

  /** Components of a project, likewise. */
  components(projectKey: string): readonly JiraNamedRecord[] {
    const own = this.#site.projects.existing(projectKey).components ?? []
    return firstById([...own, ...this.#fields(projectKey).flatMap(({ components }) => components ?? [])])
  }

  /** Issue types of a project; any of them may have any of its statuses. */
  statuses(projectKey: string): readonly TypeStatuses[] {
    const fields = this.#fields(projectKey)
    const statuses = firstById(fields.map(({ status }) => status))
    return firstById(fields.map(({ issuetype }) => issuetype)).map((type) => ({ type, statuses }))
  }

  /** Creates or replaces a version by id, in the project and in the issues that have it, whose `updated` stands still. */
  putVersion(projectKey: string, version: JiraVersionRecord): void {
    const project = this.#site.projects.existing(projectKey)
    const before = this.versions(projectKey).find(({ id }) => id === version.id)
    const others = (project.versions ?? []).filter(({ id }) => id !== version.id)
    this.#site.projects.describe(projectKey, { versions: [...others, version] })
    this.#rewrite(projectKey, (fields) => withVersions(fields, (known) => (known.id === version.id ? version : known)))
    this.onVersion(versionEvent(before, version), version, project.id)
  }

  /** Gives a version another name wherever it stands. */
  renameVersion(projectKey: string, from: string, to: string): void {
    const version = this.versions(projectKey).find(({ name }) => name === from)
    if (version === undefined) throw new RangeError(`project ${projectKey} has no version ${from}`)
    this.putVersion(projectKey, { ...version, name: to })
  }

  /** Gives a component another name wherever it stands. */
  renameComponent(projectKey: string, from: string, to: string): void {
    const renamed = renaming(from, to)
    const components = this.components(projectKey)
    if (!components.some(({ name }) => name === from)) {
      throw new RangeError(`project ${projectKey} has no component ${from}`)
    }
    this.#site.projects.describe(projectKey, { components: components.map(renamed) })
    this.#rewrite(projectKey, (fields) => {
      const used = fields.components ?? []
      return used.some(({ name }) => name === from) ? { ...fields, components: used.map(renamed) } : fields
    })
  }

  /** Gives a status of a project's issues another name; its id and its category stay. */
  renameStatus(projectKey: string, from: string, to: string): void {
    const renamed = renaming(from, to)
    if (!this.#fields(projectKey).some(({ status }) => status.name === from)) {
      throw new RangeError(`project ${projectKey} has no status ${from}`)
    }
    this.#rewrite(projectKey, (fields) =>
      fields.status.name === from ? { ...fields, status: renamed(fields.status) } : fields,
    )
  }

  #fields(projectKey: string): readonly JiraIssueFields[] {
    return [...this.#site.all()].flatMap(({ project, record }) => (project === projectKey ? [record.fields] : []))
  }

  #rewrite(projectKey: string, change: (fields: JiraIssueFields) => JiraIssueFields): void {
    this.#site.rewrite((entry) => (entry.project === projectKey ? change(entry.record.fields) : entry.record.fields))
  }
}

function versionEvent(before: JiraVersionRecord | undefined, after: JiraVersionRecord): VersionEvent {
  if (before === undefined) return 'jira:version_created'
  const [was, is] = [before.released ?? false, after.released ?? false]
  if (was === is) return 'jira:version_updated'
  return is ? 'jira:version_released' : 'jira:version_unreleased'
}

function withVersions(
  fields: JiraIssueFields,
  change: (version: JiraVersionRecord) => JiraVersionRecord,
): JiraIssueFields {
  const { fixVersions = [], versions = [] } = fields
  const changed = [...fixVersions, ...versions].some((version) => change(version) !== version)
  return changed ? { ...fields, fixVersions: fixVersions.map(change), versions: versions.map(change) } : fields
}

function renaming(from: string, to: string): <T extends { readonly name: string }>(value: T) => T {
  return (value) => (value.name === from ? { ...value, name: to } : value)
}
