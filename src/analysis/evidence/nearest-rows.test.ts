import { describe, expect, it } from 'vitest'
import { fitScaling } from '../detectors/scaling.ts'
import { ODD, preparedPayments, rankedPayments } from './testing.ts'

describe('the nearest normal rows', () => {
  it('are those that a search through all rows finds, on the scale of the distance detectors', async () => {
    const { session, host, ranking } = await rankedPayments('knn')
    const { matrix: x } = await preparedPayments()
    const { factor } = fitScaling(x, 'standard')
    const cut = 9
    const flagged = new Set(ranking.order.slice(0, cut))
    for (const row of [...ODD, 0, 200]) {
      const all = Array.from({ length: x.rowCount }, (_, other) => {
        let square = 0
        for (const [c, values] of x.columns.entries())
          square += ((values[row]! - values[other]!) * factor[c]!) ** 2
        return { other, distance: Math.sqrt(square) }
      })
        .filter(({ other }) => other !== row && !flagged.has(other))
        .sort((a, b) => a.distance - b.distance || a.other - b.other)
        .slice(0, 5)
      const { nearest, among } = await session.evidence('nearestRows', { row, cut, count: 5 }, host)
      expect(nearest.map((near) => near.row)).toEqual(all.map(({ other }) => other))
      expect(among).toBe(x.rowCount - cut - (flagged.has(row) ? 0 : 1))
      for (const [k, near] of nearest.entries()) {
        expect(near.distance).toBeCloseTo(all[k]!.distance, 9)
        expect(ranking.order[near.rank]).toBe(near.row)
        const whole = near.shares.reduce((sum, { share }) => sum + share, 0)
        expect(whole).toBeCloseTo(near.distance > 0 ? 1 : 0, 9)
      }
    }
  })

  it('says which column sets the row apart from them', async () => {
    const { session, host } = await rankedPayments('knn')
    const { nearest } = await session.evidence('nearestRows', { row: ODD[0]!, cut: 9, count: 3 }, host)
    const amount = session.dataset.summary.columns.find(({ name }) => name === 'Amount')!.index
    for (const { shares } of nearest)
      expect(shares.find(({ column }) => column === amount)!.share).toBeGreaterThan(0.9)
  })
})
