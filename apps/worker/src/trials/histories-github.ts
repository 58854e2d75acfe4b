import type {
  GithubIssueRecord,
  GithubMilestoneRecord,
  GithubPullRecord,
  SimulatorControl,
} from '@throughline/simulator'
import type { Fates } from './histories-fates.ts'

/** The repositories of every history. */
export const repositories = ['clinic/portal', 'clinic/records'] as const
/** Where issues may be transferred to beyond what the hub knows. */
export const elsewhere = 'clinic/elsewhere'

const octavia = { login: 'octavia', id: 11 }

/** Something with a number in a repository. */
interface Place {
  readonly repo: string
  readonly number: number
}

/** A simulated GitHub and the places of what people see in it. */
export class GithubWorld {
  readonly #control: SimulatorControl
  readonly #fates: Fates
  readonly #now: () => number
  readonly #issues: Place[] = []
  readonly #pulls: Place[] = []
  readonly #numbers = new Map<string, number>()
  readonly #milestones = new Map<string, GithubMilestoneRecord>()
  readonly #labels = [
    { id: 71, name: 'core', color: 'd4c5f9' },
    { id: 72, name: 'edge', color: 'd4c5f9' },
    { id: 73, name: 'late', color: 'd4c5f9' },
  ]
  /** The names that labels have in a repository; renaming one concerns that repository alone. */
  readonly #names = new Map<string, string>()
  #words = 0

  constructor(control: SimulatorControl, fates: Fates, now: () => number) {
    this.#control = control
    this.#fates = fates
    this.#now = now
  }

  /** Issues that can be seen in the hub's repositories, as they stand. */
  issues(): readonly { readonly repo: string; readonly record: GithubIssueRecord }[] {
    return this.#issues.flatMap(({ repo, number }) => {
      const record = repo === elsewhere ? null : this.#control.githubIssue(repo, number)
      return record === null ? [] : [{ repo, record }]
    })
  }

  pulls(): readonly { readonly repo: string; readonly record: GithubPullRecord }[] {
    return this.#pulls.flatMap(({ repo, number }) => {
      const record = this.#control.pull(repo, number)
      return record === null ? [] : [{ repo, record }]
    })
  }

  create(which: number, other: number): void {
    const repo = repositoryAt(which)
    const { id, number, at } = this.#next(repo)
    this.#issues.push({ repo, number })
    this.#control.upsertGithubIssue(repo, {
      id,
      number,
      title: `Title ${this.#words}`,
      state: 'open',
      user: octavia,
      labels: other % 2 === 0 ? [this.#label(repo, other)] : [],
      created_at: at,
      updated_at: at,
      closed_at: null,
      body: 'A body.',
    })
  }

  createPull(which: number, other: number): void {
    const repo = repositoryAt(which)
    const { id, number, at } = this.#next(repo)
    this.#pulls.push({ repo, number })
    this.#control.upsertPull(repo, {
      id,
      number,
      title: `Change ${this.#words}`,
      state: 'open',
      user: octavia,
      created_at: at,
      updated_at: at,
      closed_at: null,
      merged_at: null,
      body: this.#text(other),
      head: { ref: `feature-${number}`, sha: 'a'.repeat(40) },
      base: { ref: 'main', sha: 'b'.repeat(40) },
    })
  }

  retitle(which: number): void {
    this.#words += 1
    this.#change(which, { title: `Title ${this.#words}` })
  }

  relabel(which: number, other: number, touch: boolean): void {
    this.#change(which, (repo) => ({ labels: [this.#label(repo, other)] }), touch)
  }

  close(which: number, reason: 'completed' | 'not_planned'): void {
    this.#change(which, { state: 'closed', closed_at: this.#at(), state_reason: reason })
  }

  reopen(which: number): void {
    this.#change(which, { state: 'open', closed_at: null, state_reason: 'reopened' })
  }

  merge(which: number): void {
    const at = this.#at()
    this.#changePull(which, (pull) =>
      pull.state === 'open' ? { state: 'closed', closed_at: at, merged_at: at } : null,
    )
  }

  /** Closes an open pull request, opens a closed one, or names other issues. */
  rewordPull(which: number, other: number): void {
    const at = this.#at()
    this.#changePull(which, (pull) => {
      if (other % 3 !== 0 || pull.merged_at !== null) return { body: this.#text(other) }
      return pull.state === 'open' ? { state: 'closed', closed_at: at } : { state: 'open', closed_at: null }
    })
  }

  setParent(which: number, other: number): void {
    const [child, parent] = [pick(this.#issues, which), pick(this.#issues, other)]
    if (child === null || parent === null || child.repo !== parent.repo) return
    const record = this.#control.githubIssue(child.repo, child.number)
    if (record === null) return
    const { parent_number: _, ...free } = record
    const isNone = child.number === parent.number || this.#isBelow(parent, child.number)
    this.#control.upsertGithubIssue(child.repo, isNone ? free : { ...free, parent_number: parent.number })
  }

  transfer(which: number, other: number): void {
    const place = pick(this.#issues, which)
    if (place === null || place.repo === elsewhere) return
    const to = [...repositories, elsewhere].filter((repo) => repo !== place.repo)[other % 2] ?? elsewhere
    this.#orphan(place)
    const number = this.#control.transferGithubIssue(place.repo, place.number, to)
    this.#numbers.set(to, Math.max(number, this.#numbers.get(to) ?? 0))
    this.#fates.leave(keyOf(place), 'transferred', `${to}#${number}`)
    this.#issues.splice(this.#issues.indexOf(place), 1, { repo: to, number })
  }

  delete(which: number): void {
    const place = pick(this.#issues, which)
    if (place === null) return
    this.#orphan(place)
    this.#control.deleteGithubIssue(place.repo, place.number)
    this.#leave(place, 'deleted')
  }

  /** The last one stays: its number would be given again. */
  hide(which: number): void {
    const place = pick(this.#issues, which)
    if (place === null || place.number === this.#numbers.get(place.repo)) return
    this.#orphan(place)
    this.#control.hideGithubIssue(place.repo, place.number)
    this.#leave(place, 'hidden')
  }

  renameLabel(which: number): void {
    const carried = [...this.issues(), ...this.pulls()].flatMap(({ repo, record }) =>
      (record.labels ?? []).map((label) => ({ repo, label })),
    )
    const found = pick(carried, which)
    if (found === null) return
    this.#words += 1
    const name = `${found.label.name.split(' ')[0]} ${this.#words}`
    this.#control.renameLabel(found.repo, found.label.name, name)
    this.#names.set(`${found.repo} ${found.label.id}`, name)
  }

  setMilestone(which: number): void {
    this.#change(which, (repo) => ({ milestone: this.#milestone(repo) }))
  }

  renameMilestone(which: number): void {
    const repo = repositoryAt(which)
    const milestone = this.#milestone(repo)
    if (!this.issues().some((each) => each.repo === repo && each.record.milestone?.title === milestone.title)) return
    this.#words += 1
    const title = `Milestone ${this.#words}`
    this.#control.renameMilestone(repo, milestone.title, title)
    this.#milestones.set(repo, { ...milestone, title })
  }

  /** Lets nobody see a repository, or everybody again. */
  veil(which: number, isVeiled: boolean): void {
    if (isVeiled) this.#control.hideRepo(repositoryAt(which))
    else this.#control.showRepo(repositoryAt(which))
  }

  #leave(place: Place, kind: string): void {
    this.#fates.leave(keyOf(place), kind)
    this.#issues.splice(this.#issues.indexOf(place), 1)
  }

  /** Sub-issues of what goes have no parent from then on. */
  #orphan({ repo, number }: Place): void {
    for (const each of this.issues()) {
      if (each.repo !== repo || each.record.parent_number !== number) continue
      const { parent_number: _, ...free } = each.record
      this.#control.upsertGithubIssue(repo, free)
    }
  }

  #change(
    which: number,
    change: Partial<GithubIssueRecord> | ((repo: string) => Partial<GithubIssueRecord>),
    touch = true,
  ): void {
    const place = pick(this.#issues, which)
    const record = place === null ? null : this.#control.githubIssue(place.repo, place.number)
    if (place === null || record === null) return
    const changed = typeof change === 'function' ? change(place.repo) : change
    if (changed.state !== undefined && changed.state === record.state) return
    this.#control.upsertGithubIssue(place.repo, { ...record, ...changed }, { touch })
  }

  #changePull(which: number, change: (pull: GithubPullRecord) => Partial<GithubPullRecord> | null): void {
    const place = pick(this.#pulls, which)
    const record = place === null ? null : this.#control.pull(place.repo, place.number)
    if (place === null || record === null) return
    const changed = change(record)
    if (changed !== null) this.#control.upsertPull(place.repo, { ...record, ...changed })
  }

  #isBelow({ repo, number }: Place, ancestor: number): boolean {
    const parent = this.#control.githubIssue(repo, number)?.parent_number
    return parent !== undefined && (parent === ancestor || this.#isBelow({ repo, number: parent }, ancestor))
  }

  /** A text that closes an issue of GitHub, by its whole key, or speaks of issues of Jira. */
  #text(other: number): string {
    const place = pick(this.#issues, other)
    if (place === null || other % 5 === 4) return `See EHR-${1 + (other % 4)} and OPS-1.`
    return `Closes ${keyOf(place)}`
  }

  #label(repo: string, other: number) {
    const label = pick(this.#labels, other) ?? { id: 70, name: 'none', color: 'd4c5f9' }
    return { ...label, name: this.#names.get(`${repo} ${label.id}`) ?? label.name }
  }

  #milestone(repo: string): GithubMilestoneRecord {
    const at = '2026-11-01T00:00:00Z'
    const id = repo === repositories[0] ? 90 : 91
    const fresh = { id, number: 1, title: 'Milestone', state: 'open', created_at: at, updated_at: at } as const
    return this.#milestones.get(repo) ?? fresh
  }

  #next(repo: string) {
    this.#words += 1
    const number = (this.#numbers.get(repo) ?? 0) + 1
    this.#numbers.set(repo, number)
    return { id: 1000 + this.#words, number, at: this.#at() }
  }

  #at(): string {
    return new Date(this.#now()).toISOString().replace(/\.\d{3}Z$/, 'Z')
  }
}

function keyOf({ repo, number }: Place): string {
  return `${repo}#${number}`
}

function pick<T>(list: readonly T[], which: number): T | null {
  return list[which % Math.max(1, list.length)] ?? null
}

function repositoryAt(which: number): string {
  return repositories[which % repositories.length] ?? repositories[0]
}
