import type { ExplanationAnswer } from '../hub/answers.ts'
import { cut, words } from './formats.ts'
import type { Paint } from './paint.ts'
import { table } from './table.ts'

/** Why an item is linked where it is: the verdict, then claims, references and near misses, as far as there are any. */
export function explanationText(explanation: ExplanationAnswer, paint: Paint): string {
  const { item, verdict, counting, isSettled, plan } = explanation
  const head = `${paint.bold(item.key)} ${cut(item.title, 70)} (${item.connection}, ${item.type}, ${words(item.state)})`
  const counts =
    counting === null
      ? []
      : [counting.whyNot === null ? 'It counts there.' : `It does not count there. ${counting.whyNot}`]
  const waits = isSettled ? [] : [`Plan ${plan} is not settled yet: its numbers may still stand on an earlier link.`]
  const parts = [claims(explanation), references(explanation), nearMisses(explanation)]
  return [`${head}\n${[verdict, ...counts, ...waits].join('\n')}\n`, ...parts.filter((part) => part !== '')].join('\n')
}

function claims({ claims }: ExplanationAnswer): string {
  if (claims.length === 0) return ''
  const rows = claims.map(({ won, deliverable, position, rule, detail, whyNot }) => [
    won ? 'won' : 'lost',
    deliverable,
    String(position),
    rule,
    detail,
    whyNot ?? '',
  ])
  const heads = ['', 'Deliverable', 'Place', 'Rule', 'Named by', 'Why it lost']
  return `Claims, strongest first:\n${table(
    heads.map((head) => ({ head })),
    rows,
  )}`
}

function references({ references }: ExplanationAnswer): string {
  if (references.length === 0) return ''
  const rows = references.map(({ key, title, link, isGone }) => [
    key,
    isGone ? 'gone, so not followed' : link === null ? 'linked to nothing' : `${link.deliverable}: ${link.detail}`,
    cut(title, 60),
  ])
  return `Issues that it references:\n${table(
    ['Key', 'Linked to', 'Title'].map((head) => ({ head })),
    rows,
  )}`
}

function nearMisses({ nearMisses }: ExplanationAnswer): string {
  if (nearMisses.length === 0) return ''
  const rows = nearMisses.map(({ deliverable, selector, failed }) => [
    deliverable,
    selector,
    failed.map(({ text }) => text).join(', and '),
  ])
  return `Came near, but did not choose it:\n${table(
    ['Deliverable', 'Selector', 'What it lacked'].map((head) => ({ head })),
    rows,
  )}`
}
