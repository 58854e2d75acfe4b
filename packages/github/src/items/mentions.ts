import type { Mention } from '@throughline/plan'
import { stripHidden } from './strip-hidden.ts'

/** The texts of a pull request in which it may name issues. */
export interface MentionTexts {
  readonly title: string
  readonly body: string
  /** Name of the branch it comes from; empty when unknown. */
  readonly branch: string
}

/** Where the pull request stands. */
export interface MentionContext {
  /** Its repository, `owner/repo`, in the spelling that keys use. */
  readonly scope: string
  readonly number: number
  /** Host of the tool's pages; links to github.com count everywhere. */
  readonly host: string
}

/** Underscores around a key are Markdown's emphasis; those inside belong to it. */
const JIRA_KEY = /(?<![A-Za-z0-9_])_*(?<key>[A-Z][A-Z0-9_]+-\d+)(?![A-Za-z0-9])/g
/** In a branch name a key stands between any other signs, so `feature_ehr-12_login` names one too. */
const BRANCH_KEY = /(?<![a-z0-9_])_*[a-z][a-z0-9_]+-\d+(?![a-z0-9])/gi
const CLOSED_ISSUE =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?:[ \t]*:[ \t]*|[ \t]+)(?:(?<repo>[\w-]+\/[\w.-]+))?#(?<number>[1-9]\d{0,9})(?!\w)/gi
const ISSUE_URL =
  /https?:\/\/(?<host>[\w.:-]+)\/(?<repo>[\w-]+\/[\w.-]+)\/(?:issues|pull)\/(?<number>[1-9]\d{0,9})(?!\w)/gi

/**
 * Finds the issues that a pull request names: Jira keys as whole words in title and body (upper case, as Jira writes
 * them, also inside its links) and in any case in the branch name; `#12` and `owner/repo#12` right after a closing
 * keyword; links to issues and pull requests of GitHub. A bare `#12` is no mention, code blocks and HTML comments are
 * not read (templates keep examples there), and a link to itself is left out.
 *
 * Each issue is mentioned once, by the first of title, body and branch that names it. Whether it exists is for others to
 * find out. Jira keys come in upper case; repositories keep the scope's spelling where they are the same.
 */
export function findMentions(texts: MentionTexts, context: MentionContext): Mention[] {
  const found = new Map<string, Mention>()
  const add = (tool: Mention['tool'], key: string, via: Mention['via']) => {
    const name = `${tool} ${key.toLowerCase()}`
    if (!found.has(name)) found.set(name, { tool, key, via })
  }
  const own = `${context.scope}#${context.number}`
  for (const [via, text] of [
    ['title', texts.title],
    ['body', stripHidden(texts.body)],
  ] as const) {
    for (const { groups } of text.matchAll(JIRA_KEY)) add('jira', groups?.key ?? '', via)
    for (const key of githubKeys(text, context)) if (key !== own) add('github', key, via)
  }
  for (const [name] of texts.branch.matchAll(BRANCH_KEY)) {
    for (const key of branchKeys(name)) add('jira', key, 'branch')
  }
  return [...found.values()]
}

function* githubKeys(text: string, { scope, host }: MentionContext): Generator<string> {
  const spelled = (repo: string) => (repo.toLowerCase() === scope.toLowerCase() ? scope : repo)
  for (const { groups } of text.matchAll(CLOSED_ISSUE))
    yield `${spelled(groups?.repo ?? scope)}#${groups?.number ?? ''}`
  for (const { groups } of text.matchAll(ISSUE_URL)) {
    const at = groups?.host?.toLowerCase().replace(/^www\./, '')
    if (at === 'github.com' || at === host) yield `${spelled(groups?.repo ?? '')}#${groups?.number ?? ''}`
  }
}

/** `john_ehr-12` may be a key of project JOHN_EHR or, far more often, of EHR; both are named, one exists. */
function* branchKeys(name: string): Generator<string> {
  const parts = name.toUpperCase().split('_')
  for (let start = 0; start < parts.length; start += 1) {
    const key = parts.slice(start).join('_')
    if (/^[A-Z][A-Z0-9_]+-\d+$/.test(key)) yield key
  }
}
