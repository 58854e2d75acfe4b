import type { IssueDraft } from '../jira/draft.ts'
import type { IssueIdentity } from '../jira/issue-record.ts'
import type { Mention, PullDraft, ThreadDraft } from './draft.ts'

/** Where a pull request names what it is for. */
export interface MentionText {
  readonly title: string
  readonly body: string
  readonly branch: string
}

/** Address under which people open GitHub. */
const GITHUB_ADDRESS = 'https://github.com'

/** The title, body and branch of a pull request, with the issue named in the places its form says; Jira is that of the domain. */
export function mentionText(
  draft: PullDraft,
  domain: string,
  keys: ReadonlyMap<IssueDraft, IssueIdentity>,
  numberOf: (draft: ThreadDraft) => number,
): MentionText {
  const { title, body, mention } = draft
  const words = slug(title)
  switch (mention.form) {
    case 'jira-title':
      return { title: `${keyOf(mention, keys)}: ${title}`, body, branch: words }
    case 'jira-both': {
      const key = keyOf(mention, keys)
      return { title: `[${key}] ${title}`, body, branch: jiraBranch(mention.issue, key, words) }
    }
    case 'jira-branch':
      return { title, body, branch: jiraBranch(mention.issue, keyOf(mention, keys), words) }
    case 'jira-url':
      return { title, body: `${body}\n\nhttps://${domain}.atlassian.net/browse/${keyOf(mention, keys)}`, branch: words }
    case 'closes': {
      const number = numberOf(mention.issue)
      const keyword = number % 3 === 0 ? 'Fixes' : 'Closes'
      return { title, body: `${body}\n\n${keyword} #${number}`, branch: `fix/${words}` }
    }
    case 'github-url': {
      const address = `${GITHUB_ADDRESS}/${draft.repo}/issues/${numberOf(mention.issue)}`
      return { title, body: `${body}\n\nBackground: ${address}`, branch: words }
    }
    case 'none':
      return { title, body, branch: `chore/${words}` }
  }
}

function jiraBranch(issue: IssueDraft, key: string, words: string): string {
  return `${issue.type === 'bug' ? 'bugfix' : 'feature'}/${key.toLowerCase()}-${words}`
}

function keyOf(
  { issue }: Extract<Mention, { readonly issue: IssueDraft }>,
  keys: ReadonlyMap<IssueDraft, IssueIdentity>,
): string {
  const identity = keys.get(issue)
  if (identity === undefined) throw new RangeError(`"${issue.title}" has no key yet`)
  return identity.key
}

/** The first words of a title as a branch name has them. */
function slug(title: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
  return words.slice(0, 6).join('-')
}
