import { expect, test } from 'vitest'
import { readLinks } from './link-header.ts'

test.each([
  [null, { hasNext: false, last: null }],
  ['<https://h/r?page=2>; rel="next", <https://h/r?page=34>; rel="last"', { hasNext: true, last: 34 }],
  [
    '<https://h/r?per_page=100&page=34&x=1>; rel="last", <https://h/r?after=Y%3D%3D>; rel="next"',
    { hasNext: true, last: 34 },
  ],
  ['<https://h/r?page=1>; rel="first", <https://h/r?page=1>; rel="prev"', { hasNext: false, last: null }],
  ['<https://h/r?after=x>; rel=next', { hasNext: true, last: null }],
  ['<https://h/x>; rel="deprecation"; type="text/html"', { hasNext: false, last: null }],
])('%s', (header, links) => {
  expect(readLinks(header)).toEqual(links)
})
