import { describe, expect, it } from 'vitest'
import { createInlineRunner } from '../pipeline/inline-runner.ts'
import { Session } from '../pipeline/session.ts'
import { testHost, textSource } from '../pipeline/testing.ts'
import type { FlaggedGroups } from './groups.ts'
import { CAUSE_ROWS, plantedFile } from './planted-causes.test-support.ts'

/** Some ordinary rows are flagged too. */
const FLAGGED = CAUSE_ROWS.reduce<number>((a, b) => a + b, 12)

async function groupsOf(csv: string, detector: string, cut: number): Promise<FlaggedGroups> {
  const host = testHost()
  const session = await Session.open(textSource(csv), {}, createInlineRunner(), host)
  await session.detect({ detector, params: {}, seed: 1 }, host)
  return session.groupFlagged(cut, host)
}

describe('three planted causes', () => {
  for (const detector of ['auto', 'iforest', 'ecod']) {
    it.each([1, 2, 3])(`are recovered by ${detector}, seed %d`, async (seed) => {
      const { csv, cause } = plantedFile(seed)
      const { groups, own } = await groupsOf(csv, detector, FLAGGED)
      const largest = groups.map(({ rows }) => Math.max(...[0, 1, 2, 3].map((c) => countOf(rows, cause, c))))
      const grouped = groups.reduce((sum, { rows }) => sum + rows.length, 0)
      expect(largest.reduce((a, b) => a + b, 0) / grouped).toBeGreaterThanOrEqual(0.95)
      expect(grouped + own.length).toBe(FLAGGED)
      // Purity alone would be had by groups of one row: nearly every row of a cause is in one and the same group.
      const flagged = Uint32Array.from([...groups.flatMap(({ rows }) => [...rows]), ...own])
      for (const c of CAUSE_ROWS.keys()) {
        const count = countOf(flagged, cause, c + 1)
        expect(count).toBeGreaterThan(10)
        const together = Math.max(...groups.map(({ rows }) => countOf(rows, cause, c + 1)))
        expect(together).toBeGreaterThanOrEqual(0.9 * count)
      }
    })
  }
})

function countOf(rows: Uint32Array, cause: readonly number[], wanted: number): number {
  return rows.filter((row) => cause[row] === wanted).length
}
