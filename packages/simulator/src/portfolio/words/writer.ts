import type { Draw } from '../draw/draw.ts'
import type { Kind, Words } from './kind.ts'

/** Writes titles, none of them twice, and descriptions. */
export interface Writer {
  /** A title not written before. Throws RangeError when the patterns are exhausted for these topics. */
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

/** How many draws a title may take; far more than any topic of a programme needs. */
const DRAWS_MAX = 500

/** A writer that uses the words of a programme and remembers its titles. */
export function makeWriter({ slots, sentences }: Words): Writer {
  const written = new Set<string>()
  const fill = (draw: Draw, pattern: string, topic: string) => {
    const text = pattern.replaceAll(/\{(\w+)\}/g, (_brace, name: string) => {
      const slot = name.toLowerCase()
      const value = slot === 'topic' ? topic : draw.pick(slots[slot] ?? [])
      return slot === name ? value : capital(value)
    })
    return capital(text)
  }
  return {
    title(draw, kind, form, topics) {
      for (let drawn = 0; drawn < DRAWS_MAX; drawn++) {
        const topic = draw.pick(topics)
        const title = fill(draw, draw.pick(kind[form]), topic)
        const seen = title.toLowerCase()
        if (written.has(seen)) continue
        written.add(seen)
        return { title, topic }
      }
      throw new RangeError(`no new title of form ${form} on ${topics.join(', ')}; add patterns or topics`)
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
