import { expect, it } from 'vitest'
import { weekOf } from '../calendar/iso-week.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import { renderMarkdown } from './render-markdown.ts'
import { weeklyReport } from './weekly-report.ts'

const release = { connection: 'jira', scope: 'EHR', name: '1.2' }
const done = workItem({ timeline: timeline(day(0), [day(1), 'done']) })

const REPORT = weeklyReport({
  plan: smallPlan({
    analysis: { needs: [{ id: 'one-file', text: 'One file a patient' }] },
    objectives: [
      {
        id: 'records',
        title: 'One record',
        answers: ['one-file'],
        deliverables: [
          { id: 'core', title: 'Core live' },
          { id: 'empty', title: 'Nothing yet' },
        ],
      },
    ],
    investments: [{ id: 'platform', title: 'Record platform', objective: 'records', deliverables: ['core'] }],
    milestones: [
      { id: 'version', title: 'Version 1.2', date: '2026-09-10', release },
      { id: 'sites', title: 'All sites live', date: '2026-09-10', deliverables: ['empty'] },
    ],
  }),
  version: 1,
  items: [done],
  links: linkTo('core', done),
  week: weekOf(day(7), 'UTC'),
  now: day(20),
  facts: NO_FACTS,
})

const MARKDOWN = renderMarkdown(REPORT)

it('objectives stand in the other parts of a plan by their title, with how much of them is measured', () => {
  expect(MARKDOWN).toContain('| One file a patient | need | One record (50.0 % over 1 of 2 deliverables) |')
  expect(MARKDOWN).toMatch(/\| Record platform \|.* \| One record \| 50\.0 % over 1 of 2 deliverables \|/)
  expect(MARKDOWN).not.toContain('| records |')
})

it('a missed milestone says that it waits for its release', () => {
  expect(MARKDOWN).toContain('| missed, 3 days late; release 1.2 is not known to be out |')
  expect(MARKDOWN).toContain('| missed, 3 days late |')
  expect(REPORT.decisions?.find(({ id }) => id === 'version')?.evidence).toEqual([
    'It was promised for 2026-09-10, 3 days ago, and is not reached.',
    'Its release 1.2 is not known to be out.',
  ])
})
