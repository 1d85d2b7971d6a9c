import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stored, unstored } from './packed-anchors.ts'
import { NO_ANCHORS, type SessionAnchors, type SessionRecord } from './session-record.ts'

const recordWith = (anchors: SessionAnchors) => ({ id: 'a', anchors }) as SessionRecord

it('anchors come back from the database as they were', () => {
  const row = fc.record({ row: fc.nat(4e9), line: fc.nat(4e9), value: fc.option(fc.string()) })
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const anchors = {
        rows: rows.map((one) => one.row),
        lines: rows.map((one) => one.line),
        keys: [{ column: 'Id', values: rows.map(({ value }) => value) }],
      }
      expect(unstored(structuredClone(stored(recordWith(anchors))))).toEqual(recordWith(anchors))
    }),
  )
})

it('anchors of a former version, and what is damaged, stay as they are for the check', () => {
  const former = recordWith({ rows: [1], lines: [2], keys: [{ column: 'Id', values: ['x'] }] })
  expect(unstored(former)).toEqual(former)
  expect(unstored({ id: 'a' } as SessionRecord)).toEqual({ id: 'a' })
  const { anchors } = stored(recordWith({ ...NO_ANCHORS, rows: [1], lines: [2] }))
  const damaged = {
    ...recordWith(NO_ANCHORS),
    anchors: { ...anchors, keys: [{ column: 'Id', values: '[' }] },
  }
  expect(unstored(damaged as never).anchors).toEqual({
    rows: [1],
    lines: [2],
    keys: [{ column: 'Id', values: [] }],
  })
})
