import { describe, expect, it } from 'vitest'
import { correlationCsv } from './correlation-csv.ts'
import { cellAt, cutLabel, heatmapGeometry } from './heatmap-geometry.ts'
import {
  coefficientText,
  countPairs,
  drawnOrder,
  rangeText,
  rankedPairs,
  readingLines,
  type Correlations,
} from './readings.ts'

const NAMES = ['beta', 'alpha 10', 'alpha 9', '=odd']

/** Four columns; 0 and 1 against each other, 0 and 2 weakly, the last one does not vary. */
function answerOf(): Correlations {
  const size = 4
  const values = new Float64Array(size * size).fill(NaN)
  const rows = new Float64Array(size * size).fill(90)
  const low = new Float64Array(size * size).fill(NaN)
  const high = low.slice()
  for (const [i, j, value] of [
    [0, 1, -0.9],
    [0, 2, 0.1],
    [1, 2, 0.5],
  ] as const) {
    values[i * size + j] = values[j * size + i] = value
    low[i * size + j] = low[j * size + i] = value - 0.04
    high[i * size + j] = high[j * size + i] = value + 0.04
  }
  return {
    columns: [7, 3, 5, 1],
    kinds: ['number', 'number', 'number', 'number'],
    omitted: [],
    values,
    rows,
    low,
    high,
    chance: new Float64Array(size * size).fill(NaN),
    methods: new Int8Array(size * size),
    methodNames: ['pearson', 'spearman', 'kendall', 'cramers-v', 'eta'],
    clusterOrder: Uint32Array.of(2, 1, 0, 3),
    rowCount: 100,
    sampled: null,
    infinite: [],
  }
}

describe('what is said of a pair', () => {
  it('names columns, coefficient, interval and rows, or why there is none', () => {
    expect(readingLines(answerOf(), NAMES, 0, 1)).toEqual([
      'beta and alpha 10',
      'Pearson r −0.900',
      '95 % interval −0.940 to −0.860',
      'n = 90 of 100 rows',
    ])
    expect(readingLines(answerOf(), NAMES, 0, 3)).toEqual([
      'beta and =odd',
      'One of the two does not vary in the rows that have both.',
      'n = 90 of 100 rows',
    ])
  })

  it('writes a coefficient so that it is never taken for ±1 or for −0', () => {
    const texts = [0.876, -0.1234, NaN, 1, 0.9972, 0.99999, -0.99999, -0.001].map((v) => coefficientText(v))
    expect(texts).toEqual(['0.88', '−0.12', '–', '1.00', '0.997', '> 0.999', '< −0.999', '0.00'])
    expect(rangeText(0.2, 0.4)).toBe('0.20 to 0.40')
    expect(rangeText(0.0504, 0.0512)).toBe('0.050 to 0.051')
    expect(rangeText(1, 1)).toBe('1.000')
  })
})

describe('the order of pairs and columns', () => {
  it('ranks by size and leaves out what has no figure', () => {
    const pairs = rankedPairs(answerOf()).map(({ i, j }) => [i, j])
    expect(pairs).toEqual([
      [0, 1],
      [1, 2],
      [0, 2],
    ])
    expect(rankedPairs(answerOf(), 2).map(({ i, j }) => [i, j])).toEqual(pairs.slice(0, 2))
    expect(rankedPairs(answerOf(), 1)).toHaveLength(1)
    expect(countPairs(answerOf())).toBe(3)
  })

  it('draws by clusters, by name with numbers in order, and by place in the file', () => {
    expect(drawnOrder(answerOf(), 'clusters', NAMES)).toEqual([2, 1, 0, 3])
    expect(drawnOrder(answerOf(), 'name', NAMES).slice(-3)).toEqual([2, 1, 0])
    expect(drawnOrder(answerOf(), 'file', NAMES)).toEqual([3, 1, 2, 0])
  })

  it('writes every pair as CSV, without a formula', () => {
    const lines = correlationCsv(answerOf(), NAMES).trimEnd().split('\r\n')
    expect(lines).toHaveLength(7)
    expect(lines[1]).toMatch(/^beta,alpha 10,pearson,-0\.9,90,-0\.94/)
    expect(lines.at(-1)).toBe("alpha 9,'=odd,pearson,,90,,")
  })
})

describe('the geometry of the heatmap', () => {
  it('has numbers in the cells of 12 columns and not of 120, and thins the labels out', () => {
    const few = heatmapGeometry({ width: 940, height: 640 }, 12, 100)
    const many = heatmapGeometry({ width: 940, height: 640 }, 120, 100)
    expect([few.numbers, few.everyX, few.everyY]).toEqual([true, 1, 1])
    expect(many.numbers).toBe(false)
    expect(many.everyX * many.cellWidth).toBeGreaterThanOrEqual(12)
    expect(many.everyY * many.cellHeight).toBeGreaterThanOrEqual(12)
    expect(few.left + few.width + few.right).toBeLessThanOrEqual(940)
    expect(few.top + few.height + few.bottom).toBeLessThanOrEqual(640)
  })

  it('finds the cell under a point', () => {
    const geometry = heatmapGeometry({ width: 940, height: 640 }, 12, 100)
    const { left, top, cellWidth, cellHeight, width } = geometry
    expect(cellAt(geometry, 12, left + 2.5 * cellWidth, top + 0.5 * cellHeight)).toEqual({
      column: 2,
      row: 0,
    })
    expect(cellAt(geometry, 12, left - 1, top + 1)).toBeNull()
    expect(cellAt(geometry, 12, left + width + 1, top + 1)).toBeNull()
  })

  it('cuts labels that are too wide', () => {
    const widthOf = (text: string) => 6 * text.length
    expect(cutLabel('short', 60, widthOf)).toBe('short')
    expect(cutLabel('a very long name', 60, widthOf)).toBe('a very…ame')
  })
})
