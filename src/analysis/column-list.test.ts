import { expect, it } from 'vitest'
import { columnList } from './column-list.ts'

it.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more column'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more columns'],
])('names up to three columns of %j', (names, text) => expect(columnList(names)).toBe(text))
