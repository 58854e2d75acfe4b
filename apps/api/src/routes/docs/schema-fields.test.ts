import { expect, it } from 'vitest'
import type { Schema } from './api-description.ts'
import { fieldList, fieldsOf } from './schema-fields.ts'
import { limitWords, schemaWords } from './schema-words.ts'

const text: Schema = { type: 'string' }

it('lists fields from the top, through objects and lists, and stops at shapes with a name', () => {
  const schema: Schema = {
    type: 'object',
    required: ['parts'],
    properties: {
      parts: { type: 'array', items: { type: 'object', properties: { title: text }, required: ['title'] } },
      place: { type: ['object', 'null'], properties: { city: text } },
      health: { $ref: '#/components/schemas/Health' },
    },
  }
  expect(fieldsOf(schema).map(({ path, isRequired }) => [path, isRequired])).toEqual([
    ['parts', true],
    ['parts[].title', true],
    ['place', false],
    ['place.city', false],
    ['health', false],
  ])
})

it('says which form of an object a field belongs to', () => {
  const form = (type: string, field: string): Schema => ({
    type: 'object',
    properties: { type: { type: 'string', enum: [type] }, [field]: text },
  })
  const schema: Schema = {
    type: 'object',
    properties: { auth: { oneOf: [form('basic', 'email'), form('app', 'appId')] } },
  }
  expect(fieldsOf(schema).map(({ path, form: own }) => `${path} ${own}`.trim())).toEqual([
    'auth',
    'auth.type type basic',
    'auth.email type basic',
    'auth.type type app',
    'auth.appId type app',
  ])
})

it('gathers the fields of a shape that is made of several', () => {
  const parts: Schema[] = [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { more: text } }]
  expect(fieldsOf({ allOf: parts }).map(({ path }) => path)).toEqual(['more'])
})

it.each<[Schema, string]>([
  [text, 'string'],
  [{ type: 'string', format: 'date-time' }, 'instant'],
  [{ type: ['string', 'null'], format: 'date' }, 'date or null'],
  [{ type: 'array', items: text }, 'list of strings'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Token' } }, 'list of <a href="#schema-Token">Token</a>'],
  [{ type: 'string', enum: ['todo', 'done'] }, '&quot;todo&quot; | &quot;done&quot;'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, 'map to integer'],
  [{ anyOf: [text, { type: 'array', items: text }] }, 'string or list of strings'],
  [{}, 'any value'],
])('puts %j into words', async (schema, words) => {
  expect(String(await schemaWords(schema))).toBe(words)
})

it('says what holds for a value beyond its type', () => {
  const schema: Schema = { type: 'integer', minimum: 1, maximum: 200, default: 50 }
  expect(limitWords(schema)).toBe('default 50; 1 to 200')
  expect(limitWords({ type: 'string', minLength: 1, pattern: '^a$' })).toBe('at least 1 character; matches ^a$')
  expect(limitWords({ type: 'array', maxItems: 3, example: ['EHR'] })).toBe('at most 3 entries; such as ["EHR"]')
})

it('shows what a description says and never what it could do', async () => {
  const schema: Schema = {
    type: 'object',
    properties: { '<b>': { type: 'string', description: 'Use `a<b`, not <script>.', pattern: '<i>' } },
  }
  const list = String(await fieldList(schema))
  expect(list).toContain('Use <code>a&lt;b</code>, not &lt;script&gt;.')
  expect(list).not.toMatch(/<(b|i|script)>/)
})
