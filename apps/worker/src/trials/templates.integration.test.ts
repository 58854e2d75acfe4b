import { planParts, planReview, putConnection, putPlan, roadmap, settlePlan, unlinkedItems } from '@throughline/hub'
import { parsePlan } from '@throughline/plan'
import { PROGRAMMES, portfolioOf, scopesOf, startSimulator } from '@throughline/simulator'
import { TEMPLATES, type TemplateName, templateAfterAYear } from '@throughline/templates'
import { describe, expect, it } from 'vitest'
import { hubUnderTest, syncToEnd } from './hub-under-test.ts'

/** A Thursday; the clock stands still. */
const TODAY = Date.parse('2026-11-26T09:00:00Z')

describe.each(Object.keys(TEMPLATES) as TemplateName[])('the template %s', (name) => {
  it('stands on the work of its programme: no link in vain, every part judged, no error in its review', async () => {
    const data = portfolioOf(PROGRAMMES[name], { seed: 2027, today: TODAY })
    const simulator = await startSimulator({ data, clock: () => TODAY })
    const under = await hubUnderTest({ redisUrl: null, works: true, clock: () => TODAY })
    try {
      const { hub } = under
      const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
      const { jira, github } = scopesOf(PROGRAMMES[name])
      await putConnection(hub, 'jira', { kind: 'jira', baseUrl: jiraUrl, auth: jiraAuth, scopes: jira })
      await putConnection(hub, 'github', { kind: 'github', baseUrl: githubUrl, auth: githubAuth, scopes: github })
      for (const id of ['jira', 'github']) {
        expect((await syncToEnd(hub, id, 'full')).status).toBe('succeeded')
      }
      const text = await templateAfterAYear(name, { today: '2026-11-26', jira: 'jira', github: 'github' })
      const plan = parsePlan(text, 'yaml')
      const input = { text, format: 'yaml', author: null, message: null } as const
      const { warnings } = await putPlan(hub, plan.id, input, { dryRun: false })
      expect(warnings).toEqual([])
      await settlePlan(hub, plan.id)

      const { findings, counts } = await planReview(hub, plan.id)
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(findings.map(({ rule }) => rule)).not.toContain('deliverable-without-work')
      expect(findings.map(({ rule }) => rule)).not.toContain('kpi-without-data')
      // It has troubles to show, and is not made of them.
      expect(counts.warning).toBeGreaterThan(1)
      expect(counts.warning).toBeLessThan(25)

      const parts = await planParts(hub, plan.id)
      expect(parts.controls.filter(({ evidence }) => evidence.state === 'none')).toEqual([])
      expect(parts.controls.map(({ evidence }) => evidence.state)).toContain('stale')
      expect(parts.risks.some(({ isRaised }) => isRaised)).toBe(true)
      const mitigations = parts.risks.flatMap(({ mitigation }) => mitigation ?? [])
      expect(mitigations.filter(({ progress }) => progress === null)).toEqual([])
      expect(parts.transition.filter(({ progress }) => progress === null)).toEqual([])

      const { progress, objectives } = await roadmap(hub, plan.id)
      expect(progress).toBeGreaterThan(0.2)
      expect(progress).toBeLessThan(0.95)
      expect(objectives.every((objective) => objective.deliverables.length > 0)).toBe(true)
      const unlinked = await unlinkedItems(hub, plan.id, {}, { limit: 200 })
      expect(unlinked.items.length).toBeGreaterThan(20)
    } finally {
      await under.close()
      await simulator.close()
    }
  })
})
