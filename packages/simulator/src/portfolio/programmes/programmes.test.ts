import { describe, expect, it } from 'vitest'
import { parseJiraInstant } from '../../jira/zone.ts'
import { hasLabel, jiraIssues, moves } from '../../testing/portfolio-reading.ts'
import { DAY_MS, spanUntil } from '../draw/span.ts'
import { portfolioOf } from '../portfolio-of.ts'
import type { Workstream } from '../programme/workstream.ts'
import { PROGRAMMES } from './programmes.ts'

const TODAY = Date.parse('2026-11-18T09:30:00Z')

describe.each(Object.entries(PROGRAMMES))('the programme %s', (_name, programme) => {
  const issues = jiraIssues(portfolioOf(programme, { seed: 3, today: TODAY }))
  const { end } = spanUntil(TODAY, programme.calendar.zone)
  const epics = [...programme.delivery.epics, ...programme.assurance.epics]
  const streams = [...programme.delivery.streams, ...programme.assurance.streams]
  const childrenOf = (key: string) => issues.filter(({ fields }) => fields.parent?.key === key)

  it('keeps the keys of its epics and named tasks', () => {
    const byKey = new Map(issues.map(({ key, fields }) => [key, `${fields.issuetype.name} ${fields.summary}`]))
    const tasks = [...programme.delivery.tasks, ...programme.assurance.tasks]
    expect(epics.map(({ key }) => byKey.get(key))).toEqual(epics.map(({ summary }) => `Epic ${summary}`))
    expect(tasks.map(({ key }) => byKey.get(key))).toEqual(tasks.map(({ summary }) => `Task ${summary}`))
  })

  it('has work under every epic, and an epic for all work that names one', () => {
    const empty = epics.filter(({ key }) => childrenOf(key).length < 8)
    expect(empty).toEqual([])
    const known = new Set(epics.map(({ key }) => key))
    expect(streams.filter(({ epic }) => epic !== null && !known.has(epic))).toEqual([])
  })

  it('names only repositories and milestones that it has', () => {
    const repositories = new Set(programme.repositories.map(({ repo }) => repo))
    expect(streams.filter(({ repo }) => repo !== null && !repositories.has(repo))).toEqual([])
    const milestones = programme.repositories.map(({ milestones }) => milestones.map(({ title }) => title))
    const named = programme.repositories.map(({ streams }) => [
      ...new Set(streams.flatMap((one) => one.milestone ?? [])),
    ])
    expect(named).toEqual(milestones)
  })

  it('has work of every component', () => {
    const used = new Set(
      issues.flatMap(({ fields }) => fields.components?.map(({ name }) => `${fields.project.key} ${name}`) ?? []),
    )
    const set = programme.projects.flatMap(({ key, components }) => components.map((name) => `${key} ${name}`))
    expect(set.filter((name) => !used.has(name))).toEqual([])
  })

  it('has words for every brace of its patterns', () => {
    const { slots, sentences } = programme.words
    const kinds = [...streams, ...programme.repositories.flatMap((one) => one.streams)].map(({ kind }) => kind)
    const texts = JSON.stringify([kinds, programme.upkeep, sentences])
    const braces = new Set([...texts.matchAll(/\{([A-Za-z]+)\}/g)].map(([, name = '']) => name.toLowerCase()))
    expect([...braces].filter((name) => name !== 'topic' && slots[name] === undefined)).toEqual([])
  })

  it('leaves proof of its controls every few weeks, the last month included, but for one that has lapsed', () => {
    const proofs = issues.filter(hasLabel('evidence'))
    const isRecent = ({ fields }: (typeof proofs)[number]) =>
      end - parseJiraInstant(fields.resolutiondate ?? fields.created) < 30 * DAY_MS && fields.status.name === 'Done'
    expect(proofs.filter(isRecent).length).toBeGreaterThanOrEqual(3)
    const controls = programme.routines.map(({ labels }) => labels.find((label) => label.startsWith('control-')) ?? '')
    const latest = controls.map((label) =>
      Math.max(...proofs.filter(hasLabel(label)).map(({ fields }) => parseJiraInstant(fields.created))),
    )
    expect(latest.filter((at) => end - at > 75 * DAY_MS && end - at < 130 * DAY_MS)).toHaveLength(1)
  })

  it('works against risks, one of which has not moved for weeks though it is open', () => {
    const measures = issues.filter(hasLabel('risk'))
    const risks = new Set(measures.flatMap(({ fields }) => fields.labels?.filter((name) => name.startsWith('risk-'))))
    expect(risks.size).toBeGreaterThanOrEqual(3)
    const stalled = streams.filter((stream) => stream.stalled !== null).map(({ labels }) => labels.at(-1) ?? '')
    expect(stalled).toHaveLength(1)
    const own = measures.filter(hasLabel(stalled[0] ?? ''))
    const last = Math.max(...own.flatMap(moves).map(({ at }) => parseJiraInstant(at)))
    const states = new Set(own.map(({ fields }) => fields.status.name === 'Done'))
    expect(states).toEqual(new Set([true, false]))
    expect(end - last).toBeGreaterThan(28 * DAY_MS)
  })

  it('prepares the people whom it changes something for, with work done and work left', () => {
    const isPreparing = ({ labels }: Workstream) =>
      labels.some((label) => label.startsWith('transition-') || label === 'training')
    const labels = new Set(streams.filter(isPreparing).map(({ labels }) => labels[0] ?? ''))
    expect(labels.size).toBeGreaterThanOrEqual(3)
    for (const label of labels) {
      const states = new Set(issues.filter(hasLabel(label)).map(({ fields }) => fields.status.name === 'Done'))
      expect(states, label).toEqual(new Set([true, false]))
    }
  })

  it('has an epic that was given up, and work that belongs to no epic', () => {
    const givenUp = epics.filter(({ key }) => {
      const children = childrenOf(key)
      return (
        children.filter(({ fields }) => (fields.resolution?.name ?? 'Done') !== 'Done').length > children.length / 2
      )
    })
    expect(givenUp).toHaveLength(1)
    const loose = issues.filter(({ fields }) => !fields.parent && !['Epic'].includes(fields.issuetype.name))
    expect(loose.filter((issue) => !hasLabel('evidence')(issue)).length).toBeGreaterThan(20)
  })

  it('is made up in less than a second and a half of computing', () => {
    const began = process.cpuUsage()
    portfolioOf(programme, { seed: 4, today: TODAY })
    const { user, system } = process.cpuUsage(began)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })
})
