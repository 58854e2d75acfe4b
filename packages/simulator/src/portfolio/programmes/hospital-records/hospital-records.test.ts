import { expect, it } from 'vitest'
import { githubIssues, jiraIssues } from '../../../testing/portfolio-reading.ts'
import { portfolioOf } from '../../portfolio-of.ts'
import { HOSPITAL_RECORDS } from './hospital-records.ts'

it('the hospital group has 1,150 issues of delivery, 350 GitHub issues and 600 pull requests, whatever is added', () => {
  const portfolio = portfolioOf(HOSPITAL_RECORDS, { seed: 7, today: Date.parse('2026-11-18T09:30:00Z') })
  const isDelivery = (key: string) => key !== 'RDY'
  expect(jiraIssues(portfolio).filter(({ fields }) => isDelivery(fields.project.key))).toHaveLength(1150)
  expect(githubIssues(portfolio)).toHaveLength(350)
  expect(portfolio.github.flatMap(({ pulls }) => pulls)).toHaveLength(600)
})
