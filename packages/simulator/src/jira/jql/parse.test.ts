import { describe, expect, it } from 'vitest'
import { WireError } from '../../http/wire-error.ts'
import { parseJql } from './parse.ts'

describe('JQL', () => {
  it('binds AND tighter than OR, and parentheses tighter than both', () => {
    const free = parseJql('a = 1 OR b = 2 AND c = 3').where
    const bound = parseJql('(a = 1 OR b = 2) AND c = 3').where
    expect(free).toMatchObject({ kind: 'or', parts: [{ field: 'a' }, { kind: 'and' }] })
    expect(bound).toMatchObject({ kind: 'and', parts: [{ kind: 'or' }, { field: 'c' }] })
  })

  it('reads lists, negations, functions and quoted values', () => {
    expect(parseJql('project not in ("A B", C) and not parent is empty').where).toMatchObject({
      parts: [
        {
          operator: 'not in',
          operands: [
            { text: 'A B', quoted: true },
            { text: 'C', quoted: false },
          ],
        },
        { kind: 'not', part: { operator: 'is', operands: [{ text: 'empty' }] } },
      ],
    })
    expect(parseJql('assignee = currentUser()').where).toMatchObject({ operands: [{ text: 'currentUser()' }] })
    expect(parseJql(String.raw`summary ~ "a \"b\""`).where).toMatchObject({ operands: [{ text: 'a "b"' }] })
  })

  it('knows whether the result depends on the instant', () => {
    expect(parseJql('created >= "-900m" AND created < "2026-02-03"').isRelative).toBe(true)
    expect(parseJql('updated >= now()').isRelative).toBe(true)
    expect(parseJql('updated >= 1770000000000 AND key in (EHR-1)').isRelative).toBe(false)
  })

  it('reads the order, with or without conditions', () => {
    expect(parseJql('order by created desc, key')).toEqual({
      where: null,
      isRelative: false,
      orderBy: [
        { field: 'created', direction: 'desc' },
        { field: 'key', direction: 'asc' },
      ],
    })
  })

  it.each([
    'project =',
    'project EHR',
    'project in EHR',
    'project in (EHR',
    'project = EHR AND',
    'project = EHR status = Done',
    'project = "EHR',
    'project = EHR ORDER created',
    'project = EHR ORDER BY a, b, c, d, e, f, g, h',
  ])('is refused with 400 when it reads %s', (jql) => {
    expect(() => parseJql(jql)).toThrow(WireError)
  })
})
