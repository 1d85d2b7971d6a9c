import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { RunDetail } from '../../run-context.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun } from '../test-data.ts'
import { autoencoder } from './autoencoder.ts'

const { defaults } = autoencoder

function fitScore(x: FeatureMatrix, params = defaults, seed = 1) {
  const model = autoencoder.fit(x, params, quietRun(seed))
  return { model, scores: autoencoder.score(model, x, quietRun(seed)) }
}

/** How many rows score more. */
function placeOf(scores: Float32Array, row: number): number {
  return scores.filter((score) => score > scores[row]!).length
}

/** Six columns that follow two hidden ones, with one row in which ordinary values do not fit each other. */
function dependent(rows: number): FeatureMatrix {
  const [a, b] = [normalColumn(rows, 1), normalColumn(rows, 2)]
  const mix = (p: number, q: number, seed: number) =>
    normalColumn(rows, seed).map((noise, r) => p * a[r]! + q * b[r]! + 0.2 * noise)
  const columns = [mix(1, 0, 3), mix(0, 1, 4), mix(1, 1, 5), mix(1, -1, 6), mix(0.5, 1, 7), mix(1, -0.5, 8)]
  columns.forEach((column, c) => (column[17] = [1.2, 1.2, -1.2, 0, 1.8, 0.6][c]!))
  return matrixOf(columns)
}

describe('the autoencoder', () => {
  it.each([1000, 3000])('finds, of %i rows, one of ordinary values that do not fit each other', (rows) => {
    const x = dependent(rows)
    const { model, scores } = fitScore(x)
    expect(placeOf(scores, 17)).toBeLessThan(3)
    // What is given back of the other columns suffers too, but less.
    const reasons = autoencoder.explain(model, x, Uint32Array.of(17), quietRun(1))
    expect(Array.from(reasons).filter((reason) => reason > reasons[2]!).length).toBeLessThan(2)
  })

  it('has the mean square of its scores at 1 in the rows that it was trained on', () => {
    const { scores } = fitScore(dependent(500))
    const square = scores.reduce((sum, score) => sum + score * score, 0) / scores.length
    expect(square).toBeCloseTo(1, 5)
  })

  it('counts the columns of one source together as much as another source', () => {
    const rng = createRng(9)
    const kind = Array.from({ length: 400 }, () => rng.below(8))
    const oneHot = Array.from({ length: 8 }, (_, k) => Float32Array.from(kind, (v) => (v === k ? 1 : 0)))
    const numbers = [normalColumn(400, 1), normalColumn(400, 2)]
    const names = [...numbers, ...oneHot].map((_, c) => `c${c}`)
    const x: FeatureMatrix = {
      rowCount: 400,
      columns: [...numbers, ...oneHot],
      names,
      sourceOf: Int32Array.from(names, (_, c) => Math.min(c, 2)),
      sources: ['a', 'b', 'kind'].map((name, column) => ({ column, name, weight: 1 })),
    }
    const { model } = fitScore(x)
    const reasons = autoencoder.explain(model, x, Uint32Array.from(kind.keys()), quietRun(1))
    const sums = [0, 1, 2].map((s) => reasons.filter((_, i) => i % 3 === s).reduce((a, b) => a + b, 0) / 400)
    for (const sum of sums) expect(sum).toBeCloseTo(1 / 3, 5)
  })

  it('measures the distance from the mean where there is one column', () => {
    const x = normalMatrix(300, 1)
    const { model, scores } = fitScore(x)
    const values = x.columns[0]!
    const mean = values.reduce((a, b) => a + b, 0) / 300
    const far = values.map((v) => Math.abs(v - mean))
    expect(placeOf(scores, far.indexOf(Math.max(...far)))).toBe(0)
    expect(autoencoder.notes?.(model, x)).toHaveLength(1)
  })

  it('takes a drawn part of many rows, says so, and scores all', () => {
    const x = normalMatrix(21_000, 2)
    const { model, scores } = fitScore(x, { ...defaults, networks: 1, epochs: 1 })
    expect(scores).toHaveLength(21_000)
    expect(autoencoder.notes?.(model, x)[0]).toContain('20,000 of 21,000 rows')
  })

  it('takes dropout and weight decay', () => {
    const plain = fitScore(dependent(300)).scores
    expect(fitScore(dependent(300), { ...defaults, dropout: 0.3 }).scores).not.toEqual(plain)
    expect(fitScore(dependent(300), { ...defaults, weightDecay: 0.1 }).scores).not.toEqual(plain)
  })

  it('tells a growing curve, and keeps it with the epoch that it chose', () => {
    const details: RunDetail[] = []
    const x = dependent(500)
    const run = {
      ...quietRun(1),
      progress: (_: number, __: number, detail?: RunDetail) => void (detail && details.push(detail)),
    }
    const model = autoencoder.fit(x, { ...defaults, networks: 2 }, run)
    expect(details[1]!.phase).toBe('network 1 of 2, epoch 2')
    expect(details[1]!.curve!.lines.map(({ name, y }) => [name, y.length])).toEqual([
      ['Training rows', 3],
      ['Held-out rows', 3],
    ])
    const curves = autoencoder.diagnostics!(model, x).filter(({ kind }) => kind === 'curve')
    expect(curves).toHaveLength(2)
    for (const [k, curve] of curves.entries()) {
      if (curve.kind !== 'curve') continue
      const mark = curve.marks![0]!
      expect(mark.x).toBe(model.history[k]!.chosen)
      expect(mark.y).toBe(Math.min(...curve.lines[1]!.y))
    }
    const back = autoencoder.deserialize(autoencoder.serialize(model))
    expect(autoencoder.diagnostics!(back, x)).toEqual(autoencoder.diagnostics!(model, x))
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('gives the same scores to the bit', async () => {
    const x = dependent(200)
    const { scores } = fitScore(x)
    vi.stubGlobal('WebAssembly', {
      Module: function () {
        throw new Error('refused by the policy')
      },
    })
    vi.resetModules()
    const { autoencoder: plain } = await import('./autoencoder.ts')
    expect(plain.score(plain.fit(x, defaults, quietRun(1)), x, quietRun(1))).toEqual(scores)
  })
})
