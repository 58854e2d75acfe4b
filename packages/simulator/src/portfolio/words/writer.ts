import type { Draw } from '../draw/draw.ts'
import type { Kind, Words } from './kind.ts'

/** Writes titles, none of them twice, and descriptions. */
export interface Writer {
  /** A title not written before; where the patterns run out, a further part of one that was. */
  title(draw: Draw, kind: Kind, form: TitleForm, topics: readonly string[]): Titled
  /** Two to five sentences on a topic; `kind` is null for work of no kind in particular. */
  body(draw: Draw, kind: Kind | null, form: keyof Words['sentences'], topic: string): string
}

/** What a title can stand above. */
type TitleForm = 'story' | 'bug' | 'task' | 'subtask' | 'pull'

/** A title and what it is about. */
interface Titled {
  readonly title: string
  readonly topic: string
}

/** How many draws a title may take; far more than are needed while there is a title left. */
const DRAWS_MAX = 500

/** A writer that uses the words of a programme and remembers its titles. It throws RangeError for a brace without words. */
export function makeWriter({ slots, sentences }: Words): Writer {
  const written = new Set<string>()
  const wordsFor = (slot: string) => {
    const words = slots[slot]
    if (words === undefined) throw new RangeError(`the programme has no words for {${slot}}`)
    return words
  }
  const fill = (draw: Draw, pattern: string, topic: string) => {
    const text = pattern.replaceAll(/\{(\w+)\}/g, (_brace, name: string) => {
      const slot = name.toLowerCase()
      const value = slot === 'topic' ? topic : draw.pick(wordsFor(slot))
      return slot === name ? value : capital(value)
    })
    return capital(text)
  }
  /** Notes that a title is written; false when it was before. */
  const isNew = (title: string) => {
    const seen = title.toLowerCase()
    if (written.has(seen)) return false
    written.add(seen)
    return true
  }
  return {
    title(draw, kind, form, topics) {
      let [title, topic] = ['', '']
      for (let drawn = 0; drawn < DRAWS_MAX; drawn++) {
        topic = draw.pick(topics)
        title = fill(draw, draw.pick(kind[form]), topic)
        if (isNew(title)) return { title, topic }
      }
      // Chance can ask for more titles of one form than there are, on one day in some hundreds.
      let part = 2
      while (!isNew(`${title}, part ${part}`)) part++
      return { title: `${title}, part ${part}`, topic }
    },
    body(draw, kind, form, topic) {
      // A pull request speaks of a change, not of the work's kind.
      const own = form === 'pull' ? undefined : kind?.sentences
      const { opening, middle, closing } = own ?? sentences[form]
      const drawn = [
        draw.pick(opening),
        ...draw.sample(middle, draw.whole(0, 2)),
        ...draw.sample(closing, draw.whole(1, 2)),
      ]
      return drawn.map((sentence) => fill(draw, sentence, topic)).join(' ')
    },
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
