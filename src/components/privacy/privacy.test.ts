import { expect, test } from 'vitest'
import { POLICY } from '../../../scripts/content-security-policy.ts'
import { byOrigin, toOthers } from './origins.ts'
import { readPolicy } from './policy.ts'

const OWN = 'https://tools.example'
const request = (url: string, by = 'page', bytes = 10) => ({ url, by, bytes })

test('requests are counted by origin, those to others first', () => {
  const rows = byOrigin(
    [
      request(`${OWN}/a.js`),
      request(`${OWN}/b.js`, 'engine worker', 5),
      request('blob:https://tools.example/1234'),
      request('https://other.example/pixel.gif'),
    ],
    OWN,
  )
  expect(rows.map(({ origin, kind, requests, bytes }) => [origin, kind, requests, bytes])).toEqual([
    ['https://other.example', 'other', 1, 10],
    [OWN, 'own', 2, 15],
    ['blob:', 'inside', 1, 10],
  ])
  expect(rows[1]?.by).toEqual([
    ['page', 1],
    ['engine worker', 1],
  ])
  expect(toOthers(rows)).toBe(1)
})

test('another port or scheme is another origin, and what is no address is not taken for ours', () => {
  expect(
    toOthers(byOrigin([request('https://tools.example:444/a'), request('http://tools.example/a')], OWN)),
  ).toBe(2)
  expect(toOthers(byOrigin([request('strange')], OWN))).toBe(1)
  expect(toOthers(byOrigin([request('data:text/plain,hello')], OWN))).toBe(0)
})

test('every line of the policy has its words', () => {
  const lines = readPolicy(POLICY)
  expect(lines).toHaveLength(POLICY.split(';').length)
  for (const { directive, words } of lines) expect(words, directive).not.toContain('no words')
  expect(lines.find(({ directive }) => directive === 'connect-src')?.words).toBe(
    "Data that the page sends or asks for: only from this page's own server.",
  )
  expect(lines.find(({ directive }) => directive === 'script-src')?.words).toContain('WebAssembly')
})

test('a looser policy is told as it is', () => {
  const [line] = readPolicy("connect-src 'self' https://other.example;")
  expect(line?.words).toContain('https://other.example')
  expect(readPolicy('')).toEqual([])
  expect(readPolicy('sandbox allow-forms')[0]?.words).toContain('no words')
})
