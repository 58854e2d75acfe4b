import type { Sprint } from '@throughline/plan'
import { cleanText, parseInstant } from '@throughline/source'
import { z } from 'zod'
import { lenient } from '../schema.ts'

const text = lenient(z.string())

const sprintSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  name: text,
  state: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['future', 'active', 'closed'])),
  startDate: text,
  endDate: text,
  completeDate: text,
})

/** Where one member of a written-out sprint ends and the next begins: a name or goal may hold commas of its own. */
const MEMBER =
  /(?:^|,)(id|rapidViewId|state|name|startDate|endDate|completeDate|activatedDate|sequence|goal|synced|autoStartStop|incompleteIssuesDestinationId)=/g

/**
 * The sprints in the value of a Sprint field: objects on Cloud; on Data Center, and in the past on Cloud, texts such as
 * `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=5,state=ACTIVE,name=Sprint 5,startDate=...]`. What is no sprint
 * is left out.
 */
export function readSprints(value: unknown): readonly Sprint[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    const parsed = sprintSchema.safeParse(typeof entry === 'string' ? membersOf(entry) : entry)
    if (!parsed.success) return []
    const { id, name, state, startDate, endDate, completeDate } = parsed.data
    return [
      {
        id,
        name: cleanText(name ?? id),
        state,
        startAt: parseInstant(startDate ?? ''),
        endAt: parseInstant(endDate ?? ''),
        completedAt: parseInstant(completeDate ?? ''),
      },
    ]
  })
}

function membersOf(written: string): Readonly<Record<string, string>> {
  const inside = written.slice(written.indexOf('[') + 1, written.lastIndexOf(']'))
  const found = [...inside.matchAll(MEMBER)]
  return Object.fromEntries(
    found.map((member, index) => [
      member[1] ?? '',
      inside.slice(member.index + member[0].length, found[index + 1]?.index ?? inside.length),
    ]),
  )
}
