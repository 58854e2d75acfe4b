import { expect, it } from 'vitest'
import { seededDraw } from '../draw/draw.ts'
import { ENGINEERING_TITLES } from './kinds/engineering.ts'
import { makeWriter } from './writer.ts'

const NOTHING = { opening: [], middle: [], closing: [] }
const sentences = { story: NOTHING, bug: NOTHING, task: NOTHING, epic: NOTHING, pull: NOTHING }

it('writes no title twice, and a further part of one where the patterns run out', () => {
  const writer = makeWriter({ slots: {}, sentences })
  const draw = seededDraw(1)
  const stories = Array.from(
    { length: 5 },
    () => writer.title(draw, ENGINEERING_TITLES, 'story', ['image build']).title,
  )
  expect(new Set(stories).size).toBe(5)
  expect(stories.filter((title) => title.includes('part'))).toHaveLength(3)
})
