import { expect, test } from 'vitest'
import { readLinks } from './link-header.ts'

test.each([
  [null, { hasNext: false, after: null, last: null }],
  ['<https://h/r?page=2>; rel="next", <https://h/r?page=34>; rel="last"', { hasNext: true, after: null, last: 34 }],
  [
    '<https://h/r?per_page=100&page=34&x=1>; rel="last", <https://h/r?after=Y%3D%3D>; rel="next"',
    { hasNext: true, after: 'Y==', last: 34 },
  ],
  ['<https://h/r?page=1>; rel="first", <https://h/r?page=1>; rel="prev"', { hasNext: false, after: null, last: null }],
  ['<https://h/r?after=x>; rel=next', { hasNext: true, after: 'x', last: null }],
  ['<https://h/r?cursor=v1_9>; rel="next"', { hasNext: true, after: 'v1_9', last: null }],
  ['<https://h/x>; rel="deprecation"; type="text/html"', { hasNext: false, after: null, last: null }],
])('%s', (header, links) => {
  expect(readLinks(header)).toEqual(links)
})
