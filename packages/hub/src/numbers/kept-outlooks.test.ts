import type { Outlook } from '@throughline/plan'
import { expect, it } from 'vitest'
import { keptOutlook } from './kept-outlooks.ts'

const portfolio = () => ({ horizon: 0, items: [], links: [] })

function computing() {
  const computed: string[] = []
  const ask = (of: ReturnType<typeof portfolio>, key: string) =>
    keptOutlook(of, key, (): Outlook => {
      computed.push(key)
      return { forecasts: new Map(), calibration: { all: null, of: () => null }, offTrackKpis: [] }
    })
  return { computed, ask }
}

it('an outlook is computed once for a portfolio and key, and again for the next portfolio', () => {
  const { computed, ask } = computing()
  const first = portfolio()
  expect(ask(first, 'today')).toBe(ask(first, 'today'))
  ask(first, 'yesterday')
  ask(portfolio(), 'today')
  expect(computed).toEqual(['today', 'yesterday', 'today'])
})

it('of many outlooks the one that nobody asked for longest goes, and the present one stays', () => {
  const { computed, ask } = computing()
  const one = portfolio()
  for (let day = 1; day <= 40; day += 1) {
    ask(one, 'today')
    ask(one, `day ${day}`)
  }
  ask(one, 'day 40')
  ask(one, 'day 1')
  expect(computed.filter((key) => key === 'today' || key === 'day 40')).toEqual(['today', 'day 40'])
  expect(computed.filter((key) => key === 'day 1')).toHaveLength(2)
})
