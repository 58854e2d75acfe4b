import type { TestApi } from './open-test-api.ts'

/** Two deliverables want BULK-1, two everything else in Jira, and pull requests follow. */
export const contested = `
plan: contested
title: Contested work
period: { start: 2026-01-01, end: 2027-12-31 }
objectives:
  - id: deliver
    title: Deliver the work
    deliverables:
      - { id: wide, title: All of Jira, links: [{ project: BULK }] }
      - { id: narrow, title: The first epic, links: [{ epic: BULK-1 }] }
      - { id: last, title: What is left, links: [{ connection: jira }, { keys: NONE-1 }] }
`

/** Puts the plan `contested` beside that of a filled API, and settles it. */
export async function contest(api: TestApi): Promise<void> {
  await api.ask('PUT', '/plans/contested', { body: contested, headers: { 'content-type': 'application/yaml' } })
  await api.ask('POST', '/plans/contested/settle')
}
