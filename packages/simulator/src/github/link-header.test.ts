import { describe, expect, it } from 'vitest'
import { linkHeader } from './link-header.ts'

const URL_OF_PAGE = new URL('http://api.example/repositories/7/issues?state=all&page=2')
const relations = (page: number, total: number) =>
  [...(linkHeader(URL_OF_PAGE, { page, perPage: 10, total }) ?? '').matchAll(/page=(\d+)>; rel="(\w+)"/g)].map(
    ([, target, relation]) => `${relation} ${target}`,
  )

describe('the Link header', () => {
  it('is omitted when everything is on one page', () => {
    expect(linkHeader(URL_OF_PAGE, { page: 1, perPage: 10, total: 10 })).toBeNull()
  })

  it('names next and last on the first page, prev and first on the last, all four between', () => {
    expect(relations(1, 25)).toEqual(['next 2', 'last 3'])
    expect(relations(2, 25)).toEqual(['prev 1', 'next 3', 'last 3', 'first 1'])
    expect(relations(3, 25)).toEqual(['prev 2', 'first 1'])
  })

  it('leads back from a page beyond the end', () => {
    expect(relations(9, 25)).toEqual(['prev 3', 'first 1'])
  })

  it('keeps the other parameters', () => {
    expect(linkHeader(URL_OF_PAGE, { page: 1, perPage: 10, total: 11 })).toContain(
      'issues?state=all&page=2>; rel="next"',
    )
  })
})
