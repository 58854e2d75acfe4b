import { parsePlan, type Selector } from '@throughline/plan'
import { expect, it } from 'vitest'
import { searchesFor } from './selector-search.ts'

const places = ['EHR', 'ÖPS', 'NET'].map((scope) => ({ connection: 'Jira', scope }))

function selectorsOf(links: string): readonly Selector[] {
  const deliverable = `{ id: d, title: D, links: ${links} }`
  const text = `{ plan: p, title: P, period: { start: 2026-01-01, end: 2026-12-31 }, objectives: [{ id: o, title: O, deliverables: [${deliverable}] }] }`
  return parsePlan(text, 'yaml').objectives.flatMap(({ deliverables }) =>
    deliverables.flatMap(({ selectors }) => selectors),
  )
}

it('searches are in the places that a selector allows, without regard to case', () => {
  const scopes = (links: string) => searchesFor(selectorsOf(links), places, 9)?.map(({ scope }) => scope)
  expect(scopes('[{ project: [öps, ehr], labels: a }]')).toEqual(['EHR', 'ÖPS'])
  expect(scopes('[{ connection: JIRA, labels: a }]')).toEqual(['EHR', 'ÖPS', 'NET'])
  expect(scopes('[{ connection: github, labels: a }]')).toEqual([])
  expect(scopes('[{ repo: net }, { project: NET }]')).toEqual(['NET', 'NET'])
})

it('searches beyond the bound are not made', () => {
  const selectors = selectorsOf('[{ labels: a }, { labels: b }]')
  expect(searchesFor(selectors, places, 6)).toHaveLength(6)
  expect(searchesFor(selectors, places, 5)).toBeNull()
})
