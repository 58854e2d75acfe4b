import type { JiraProjectRecord } from '../records.ts'

/** The projects of a site, and which of them the account may browse. */
export class ProjectStore {
  readonly #projects = new Map<string, JiraProjectRecord>()
  readonly #hidden = new Set<string>()

  /** Adds a project unless there is one with this key. */
  add(project: JiraProjectRecord): void {
    if (!this.#projects.has(project.key)) this.#projects.set(project.key, project)
  }

  /**
   * The project with this key, hidden or not.
   *
   * @throws RangeError when there is none.
   */
  existing(key: string): JiraProjectRecord {
    const project = this.#projects.get(key)
    if (project === undefined) throw new RangeError(`there is no project ${key}`)
    return project
  }

  /** Projects that the account may browse. */
  visible(): readonly JiraProjectRecord[] {
    return [...this.#projects.values()].filter(({ key }) => !this.#hidden.has(key))
  }

  /** The visible project with this key, id or name. */
  find(text: string): JiraProjectRecord | null {
    const wanted = text.toLowerCase()
    const found = this.visible().find(
      ({ id, key, name }) => key.toLowerCase() === wanted || id === text || name.toLowerCase() === wanted,
    )
    return found ?? null
  }

  /** Changes what a project is described with. Throws RangeError when there is none. */
  describe(key: string, description: Partial<JiraProjectRecord>): void {
    this.#projects.set(key, { ...this.existing(key), ...description })
  }

  isHidden(key: string): boolean {
    return this.#hidden.has(key)
  }

  hide(key: string, hidden: boolean): void {
    if (hidden) this.#hidden.add(key)
    else this.#hidden.delete(key)
  }
}
