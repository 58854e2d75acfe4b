import type { Calendar } from '../draw/calendar.ts'
import type { Kind, Words } from '../words/kind.ts'
import type { Routine } from './routine.ts'
import type { RepositoryStream, Workstream } from './workstream.ts'

/** Everything that tells one made-up organisation and its programme of work apart from another. */
export interface Programme {
  /** Who does what, in a few words: `Electronic health records in a hospital group`. */
  readonly title: string
  readonly calendar: Calendar
  /** Name in addresses: `clinic` has `https://clinic.atlassian.net` and `amira.haddad@clinic.example`. */
  readonly domain: string
  /** Names of the people, by team. */
  readonly teams: Readonly<Record<string, readonly string[]>>
  /** The team that lays down epics and named tasks. */
  readonly office: string
  readonly projects: readonly Project[]
  readonly planned: PlannedProject
  /** Name of the status in which work waits for somebody outside the team. */
  readonly waitStatus: string
  /** Labels that work has now and then, whatever it is about. */
  readonly casualLabels: readonly string[]
  /** The work that builds what the programme promises. */
  readonly delivery: JiraWork
  /** The work around it: measures against risks, and help for the people whom it changes something for. */
  readonly assurance: JiraWork
  readonly routines: readonly Routine[]
  readonly repositories: readonly Repository[]
  /** Words of pull requests that belong to no issue. */
  readonly upkeep: Kind
  readonly words: Words
}

/** A project of the Jira site. */
export interface Project {
  readonly key: string
  readonly name: string
  /** The team whose people answer for its epics. */
  readonly team: string
  readonly components: readonly string[]
  /** Whether it was brought in from another site, so that its issues have ids after those of all others. */
  readonly isImported: boolean
}

/** The project whose work is planned, in sprints of two weeks and for versions. */
export interface PlannedProject {
  readonly project: string
  /** In the order of their release, with the months of the span after which each is released. */
  readonly versions: readonly { readonly name: string; readonly months: number }[]
}

/** Work in Jira: its frame, laid down in the first week, and the streams in it. */
export interface JiraWork {
  /** Epics, those of a project in the order of their keys; keys begin with 1, those of the assurance follow the delivery. */
  readonly epics: readonly Epic[]
  /** Tasks that a plan names by key, in the order of their keys after the epics. */
  readonly tasks: readonly NamedTask[]
  readonly streams: readonly Workstream[]
}

/** An epic. */
export interface Epic {
  readonly key: string
  readonly summary: string
}

/** A task with a key of its own. */
export interface NamedTask {
  readonly key: string
  readonly summary: string
  /** What its description speaks of. */
  readonly topic: string
  readonly labels: readonly string[]
  /** When it is done, in parts of the span, above 1 for after today. */
  readonly finish: number
}

/** A GitHub repository. */
export interface Repository {
  /** `owner/name`. */
  readonly repo: string
  /** The team that works in it. */
  readonly team: string
  /** Number of its pull requests. */
  readonly pulls: number
  /** How many of them closed an issue when they were merged, as far as there are as many closed issues. */
  readonly closing: number
  readonly milestones: readonly Milestone[]
  readonly streams: readonly RepositoryStream[]
  /** Labels that issues have now and then. */
  readonly issueLabels: readonly string[]
  /** Labels that pull requests have now and then. */
  readonly pullLabels: readonly string[]
}

/** A milestone of a repository. */
export interface Milestone {
  readonly title: string
  readonly description: string
  /** After how many months of the span it is due. */
  readonly dueMonths: number
}
