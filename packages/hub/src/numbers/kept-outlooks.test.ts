import type { Outlook } from '@throughline/plan'
import { expect, it } from 'vitest'
import { keptOutlook } from './kept-outlooks.ts'

const portfolio = () => ({ horizon: 0, items: [], links: [] })

function computing() {
  const computed: string[] = []
  const ask = (of: ReturnType<typeof portfolio>, key: string) =>
    keptOutlook(of, key, async (): Promise<Outlook> => {
      computed.push(key)
      return { forecasts: new Map(), calibration: { all: null, of: () => null }, offTrackKpis: [] }
    })
  return { computed, ask }
}

it('an outlook is computed once for a portfolio and key, and again for the next portfolio', async () => {
  const { computed, ask } = computing()
  const first = portfolio()
  // The second asks while the first is being computed.
  const [one, other] = await Promise.all([ask(first, 'today'), ask(first, 'today')])
  expect(one).toBe(other)
  await ask(first, 'yesterday')
  await ask(portfolio(), 'today')
  expect(computed).toEqual(['today', 'yesterday', 'today'])
})

it('of many outlooks the one that nobody asked for longest goes, and the present one stays', async () => {
  const { computed, ask } = computing()
  const one = portfolio()
  for (let day = 1; day <= 40; day += 1) {
    await ask(one, 'today')
    await ask(one, `day ${day}`)
  }
  await ask(one, 'day 40')
  await ask(one, 'day 1')
  expect(computed.filter((key) => key === 'today' || key === 'day 40')).toEqual(['today', 'day 40'])
  expect(computed.filter((key) => key === 'day 1')).toHaveLength(2)
})

it('an outlook that failed is computed again', async () => {
  const { ask } = computing()
  const one = portfolio()
  await expect(keptOutlook(one, 'today', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await expect(ask(one, 'today')).resolves.toMatchObject({ offTrackKpis: [] })
})
