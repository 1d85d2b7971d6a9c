import { beforeEach, describe, expect, it, vi } from 'vitest'
import { initialState } from '../../../state/app-state.ts'
import { appStore } from '../../../state/store.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { rankingOf } from '../../../state/fake-engine.test-support.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { matrixCounts, matrixPairs, pairAt } from './matrix-counts.ts'
import { panelText } from './matrix-summary.ts'

const CELLS = 8
const ROWS = 400_000

/** Three columns; the last row has no place on the first one. */
function matrix(rows: number): AnswerOf<'scatterMatrix'> {
  const positions = [1, 3, 5].map((step) =>
    Uint8Array.from({ length: rows }, (_, row) => (row * step + (row >> 3)) % CELLS),
  )
  positions[0]![rows - 1] = 255
  const rasters = matrixPairs(3).map(({ i, j }) => {
    const raster = new Uint32Array(CELLS * CELLS)
    for (let row = 0; row < rows; row++) {
      const [x, y] = [positions[i]![row]!, positions[j]![row]!]
      if (x < CELLS && y < CELLS) raster[(CELLS - 1 - y) * CELLS + x]!++
    }
    return raster
  })
  const histograms = positions.map((places) => {
    const bars = new Uint32Array(CELLS)
    for (const place of places) if (place < CELLS) bars[place]!++
    return bars
  })
  return {
    columns: [0, 1, 2],
    cells: CELLS,
    extents: [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    positions,
    histograms,
    rasters,
  }
}

const total = (counts: Uint32Array | undefined) => (counts ?? new Uint32Array()).reduce((a, b) => a + b, 0)

describe('matrix counts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    appStore.setState(initialState)
  })

  it('follow the cut both ways, over several tasks, and end where counting afresh would', () => {
    const ranking = rankingOf(Array.from({ length: ROWS }, (_, row) => (row * 7919) % ROWS))
    const data = matrix(ROWS)
    appStore.setState({ ranking, cut: ROWS })
    const counts = matrixCounts(ranking, data)
    let told = 0
    const end = counts.subscribe(() => told++)
    expect(total(counts.flagged().bars[1])).toBeLessThan(ROWS)
    vi.runAllTimers()
    expect(told).toBeGreaterThan(2)
    expect(counts.flagged().pairs).toEqual(data.rasters)
    expect(counts.flagged().bars).toEqual(data.histograms)
    appStore.setState({ cut: 3 })
    vi.runAllTimers()
    const last = [...ranking.order.subarray(0, 3)].filter((row) => row !== ROWS - 1).length
    expect(total(counts.flagged().pairs[0])).toBe(last)
    end()
    appStore.setState({ cut: 50 })
    vi.runAllTimers()
    expect(total(counts.flagged().bars[1])).toBe(3)
  })

  it('count what is selected, and only the flagged rows among it', () => {
    const ranking = rankingOf(Array.from({ length: 1000 }, (_, row) => 1000 - row))
    const data = matrix(1000)
    appStore.setState({ ranking, cut: 100 })
    const counts = matrixCounts(ranking, data)
    counts.subscribe(() => undefined)
    expect(counts.selected()).toBeNull()
    const all = Uint8Array.from({ length: 1000 }, (_, row) => (row % 2 === 0 ? 1 : 0))
    appStore.setState({ selection: { clauses: [], all, count: 500, without: new Map() } })
    vi.runAllTimers()
    expect(total(counts.selected()?.bars[1])).toBe(500)
    expect(total(counts.flagged().bars[1])).toBe(50)
    appStore.setState({ flaggedOnly: true })
    vi.runAllTimers()
    expect(total(counts.selected()?.bars[1])).toBe(50)
    appStore.setState({ selection: null, flaggedOnly: false })
    vi.runAllTimers()
    expect(total(counts.flagged().bars[1])).toBe(100)
  })
})

describe('what is read out of a panel', () => {
  it('finds the pair', () => {
    expect(matrixPairs(5).map(({ i, j }) => pairAt(i, j))).toEqual([...matrixPairs(5).keys()])
  })

  it('says the columns, r and the rows', () => {
    const counts = (n: number) => Uint32Array.of(n, 1)
    const data = { rasters: [counts(1), counts(2), counts(3)], histograms: [counts(4), counts(5), counts(6)] }
    const rows = { pairs: data.rasters, bars: data.histograms }
    const columns = ['a', 'b', 'c'].map((name) => ({ name }) as ColumnSummary)
    const text = (i: number, j: number) =>
      panelText({ i, j }, columns, data, { flagged: () => rows, selected: () => null }, [
        { r: null, n: 0 },
        { r: -0.25, n: 9 },
        { r: 0.5, n: 9 },
      ])
    expect(text(0, 2)).toBe('c by a, r −0.25, 3 rows, 3 flagged')
    expect(text(0, 1)).toBe('b by a, 2 rows, 2 flagged')
    expect(text(2, 2)).toBe('c, 7 rows, 7 flagged')
  })
})
