import { dateOf, isoInstant } from '../calendar/instant.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { weightText } from '../measure/words.ts'
import type { BridgeCause } from './stages.ts'
import type { Standing } from './standing.ts'
import type { Subject } from './subject.ts'

/** What happened to an item, as a sentence, by the cause that it stands behind; days are those of the time zone. */
export function itemNote(subject: Subject, deliverable: string, cause: BridgeCause, timeZone: string): string {
  const { item, standings } = subject
  switch (cause) {
    case 'learned_late':
      return learnedNote(standings)
    case 'plan_changed':
      return placeNote(subject.places.earlier, subject.places.planned, deliverable)
    case 'relinked':
      return movedNote(subject) + placeNote(subject.places.planned, subject.places.later, deliverable)
    case 'restructured':
      return countingNote(subject.whyNot)
    case 'reestimated':
      return estimateNote(subject.estimates)
    case 'added':
      return addedNote(subject, timeZone)
    case 'deleted':
      return goneNote(item)
    case 'moved_away':
      return item.tombstone?.movedTo ? `It moved to ${item.tombstone.movedTo}.` : 'It moved away.'
    case 'dropped':
      return `It was dropped${on(item.droppedAt, timeZone)}.`
    case 'done':
      return `It was done${on(item.doneAt, timeZone)}.`
    case 'reopened':
      return 'It was done, and is open again.'
    case 'entered':
      return 'Its deliverable has progress entered by hand.'
  }
}

const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  absent: 'unknown',
  open: 'open',
  done: 'done',
  dropped: 'dropped',
  gone: 'gone',
}

function learnedNote({ earlier, learned }: Subject['standings']): string {
  if (learned === 'absent') return `It was known as ${STANDING_WORDS[earlier]}, and did not exist yet.`
  return `It was ${STANDING_WORDS[learned]} then already, and known as ${STANDING_WORDS[earlier]}.`
}

function placeNote(from: string | null, to: string | null, deliverable: string): string {
  if (from === to) return 'What it stands for changed with its deliverable.'
  if (to === deliverable) return from === null ? 'It was linked to nothing before.' : `It came from ${from}.`
  return to === null ? 'It is linked to nothing now.' : `It went to ${to}.`
}

function movedNote({ was, is }: Subject): string {
  return was === null || is === null || was.key === is.key ? '' : `It was ${was.key}. `
}

function countingNote({ earlier, later }: Subject['whyNot']): string {
  return later ?? `It counts now. Before: ${earlier ?? 'it did, too.'}`
}

function estimateNote({ earlier, later }: Subject['estimates']): string {
  if (earlier === later) return 'It is not estimated and takes the median of the others, which moved.'
  const text = (estimate: number | null) => (estimate === null ? 'none' : weightText(estimate, 'points'))
  return `Its estimate was ${text(earlier)} and is ${text(later)}.`
}

function addedNote({ item, standings }: Subject, timeZone: string): string {
  if (standings.learned === 'dropped') return 'It was dropped, and is taken up again.'
  if (standings.learned === 'gone') return 'Its tool shows it again.'
  return `It was created${on(item.createdAt, timeZone)}.`
}

function goneNote({ tombstone }: WorkItem): string {
  if (tombstone === null) return 'The hub no longer holds it.'
  return tombstone.kind === 'hidden' ? 'Its tool no longer shows it.' : 'It was deleted.'
}

function on(at: EpochMs | null, timeZone: string): string {
  return at === null ? '' : ` on ${timeZone === 'UTC' ? isoInstant(at).slice(0, 10) : dateOf(at, timeZone)}`
}
