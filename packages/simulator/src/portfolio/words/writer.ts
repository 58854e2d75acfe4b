import type { Draw } from '../draw/draw.ts'
import { PATTERNS, type Patterns, type WorkKind } from './patterns.ts'
import { SENTENCES } from './sentences.ts'
import { SLOTS } from './slots.ts'

/** Writes titles, none of them twice, and descriptions. */
export interface Writer {
  /** A title not written before. Throws RangeError when the patterns are exhausted for these topics. */
  title(draw: Draw, kind: WorkKind, form: keyof Patterns, topics: readonly string[]): Titled
  /** Two to five sentences on a topic. */
  body(draw: Draw, kind: WorkKind, form: 'story' | 'bug' | 'task' | 'pull', topic: string): string
}

/** A title and what it is about. */
interface Titled {
  readonly title: string
  readonly topic: string
}

/** How many draws a title may take; far more than any topic of the catalogue needs. */
const DRAWS_MAX = 500

/** Kinds of work whose descriptions read the same whatever their form. */
const OWN_SENTENCES: Readonly<Partial<Record<WorkKind, keyof typeof SENTENCES>>> = {
  portal: 'portal',
  service: 'technical',
  engineering: 'technical',
}

/** A writer that remembers its titles. */
export function makeWriter(): Writer {
  const written = new Set<string>()
  return {
    title(draw, kind, form, topics) {
      for (let drawn = 0; drawn < DRAWS_MAX; drawn++) {
        const topic = draw.pick(topics)
        const title = fill(draw, draw.pick(PATTERNS[kind][form]), topic)
        const seen = title.toLowerCase()
        if (written.has(seen)) continue
        written.add(seen)
        return { title, topic }
      }
      throw new RangeError(`no new ${kind} title of form ${form} on ${topics.join(', ')}; add patterns or topics`)
    },
    body(draw, kind, form, topic) {
      const { opening, middle, closing } = SENTENCES[form === 'pull' ? form : (OWN_SENTENCES[kind] ?? form)]
      const sentences = [
        draw.pick(opening),
        ...draw.sample(middle, draw.whole(0, 2)),
        ...draw.sample(closing, draw.whole(1, 2)),
      ]
      return sentences.map((sentence) => fill(draw, sentence, topic)).join(' ')
    },
  }
}

function fill(draw: Draw, pattern: string, topic: string): string {
  const text = pattern.replaceAll(/\{(\w+)\}/g, (_brace, name: string) => {
    const slot = name.toLowerCase()
    const value = slot === 'topic' ? topic : draw.pick(SLOTS[slot] ?? [])
    return slot === name ? value : capital(value)
  })
  return capital(text)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
