import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createRng } from '../../math/rng.ts'
import type { Rng } from '../../run-context.ts'
import { drawParameters, networkShape } from './network.ts'
import { trainNetwork, type TrainingSettings } from './train-network.ts'
import { createTrainer, type Inputs, type Trainer } from './trainer.ts'

/** What scripts/golden/autoencoder.py wrote; its `meta` says versions, tolerance and what is left out. */
const golden = JSON.parse(readFileSync(new URL('./golden/autoencoder.json', import.meta.url), 'utf8')) as {
  readonly sizes: number[]
  readonly decay: number
  readonly rate: number
  readonly most: number
  readonly x: number[][]
  readonly start: number[]
  readonly losses: number[]
  readonly gradient: number[]
  readonly after: number[][]
  readonly plane: number[][]
  readonly pcaError: number
}

const TANH = [true, true, true, false]

/** Rows as the trainer takes them: column after column. */
function inputsOf(rows: readonly (readonly number[])[]): Inputs {
  const columns = rows[0]!.length
  const values = new Float64Array(columns * rows.length)
  for (const [r, row] of rows.entries())
    for (const [c, value] of row.entries()) values[c * rows.length + r] = value
  return { columns, rowCount: rows.length, values }
}

function everyRow(inputs: Inputs): number[] {
  return Array.from({ length: inputs.rowCount }, (_, row) => row)
}

/** The gradient worked by the trainer, and by central differences of what it says the loss is. */
function bothGradients(
  trainer: Trainer,
  inputs: Inputs,
  decay: number,
  most: number,
  dropout: () => Rng | null,
): [number[], number[]] {
  const rows = everyRow(inputs)
  const lossAt = (): number => {
    trainer.forward(inputs, rows, 0, rows.length, dropout())
    // Which rows teach is fixed by the point itself.
    const sum = rows.reduce((total, r) => total + (taught[r] ? trainer.losses[r]! : 0), 0)
    let penalty = 0
    for (const { inputs: i, outputs: o, weights } of trainer.shape.layers)
      for (let k = 0; k < i * o; k++) penalty += trainer.parameters[weights + k]! ** 2
    return sum / rows.length + (decay / 2) * penalty
  }
  trainer.forward(inputs, rows, 0, rows.length, dropout())
  const taught = rows.map((r) => trainer.losses[r]! <= most)
  expect(trainer.backward(most)).toBe(taught.filter(Boolean).length)
  const worked = Array.from(trainer.gradient)
  const differences = worked.map((_, k) => {
    const before = trainer.parameters[k]!
    const h = 1e-5
    trainer.parameters[k] = before + h
    const above = lossAt()
    trainer.parameters[k] = before - h
    const below = lossAt()
    trainer.parameters[k] = before
    return (above - below) / (2 * h)
  })
  return [worked, differences]
}

function expectClose(a: readonly number[], b: readonly number[], tolerance: number): void {
  expect(a.length).toBe(b.length)
  expect(Math.max(...a.map((value, k) => Math.abs(value - b[k]!)))).toBeLessThan(tolerance)
}

describe('gradients against central differences', () => {
  const rng = createRng(7)
  const rows = Array.from({ length: 10 }, () => Array.from({ length: 5 }, () => 4 * rng.next() - 2))
  const inputs = inputsOf(rows)
  const cases = [
    { name: 'a dense layer', sizes: [5, 5], tanh: [false], decay: 0, dropout: 0, most: Infinity },
    { name: 'a layer of tanh', sizes: [5, 5], tanh: [true], decay: 0, dropout: 0, most: Infinity },
    { name: 'an autoencoder', sizes: [5, 6, 2, 6, 5], tanh: TANH, decay: 0, dropout: 0, most: Infinity },
    { name: 'weight decay', sizes: [5, 6, 2, 6, 5], tanh: TANH, decay: 0.1, dropout: 0, most: Infinity },
    { name: 'dropout', sizes: [5, 6, 2, 6, 5], tanh: TANH, decay: 0, dropout: 0.4, most: Infinity },
    { name: 'a trimmed loss', sizes: [5, 6, 2, 6, 5], tanh: TANH, decay: 0, dropout: 0, most: 1.4 },
    { name: 'all of it', sizes: [5, 6, 2, 6, 5], tanh: TANH, decay: 0.02, dropout: 0.3, most: 1.6 },
    {
      name: 'a bottleneck without a unit',
      sizes: [5, 3, 0, 3, 5],
      tanh: TANH,
      decay: 0,
      dropout: 0,
      most: Infinity,
    },
  ]
  it.each(cases)('agree for $name', ({ sizes, tanh, decay, dropout, most }) => {
    const shape = networkShape(sizes, tanh)
    const start = drawParameters(shape, createRng(3))
    const settings = { rate: 0.01, weightDecay: decay, dropout }
    const trainer = createTrainer(shape, 12, start, settings)
    // The same units are silent at each evaluation.
    const silent = () => (dropout > 0 ? createRng(11) : null)
    const [worked, differences] = bothGradients(trainer, inputs, decay, most, silent)
    expect(Math.max(...worked.map(Math.abs))).toBeGreaterThan(0.01)
    expectClose(worked, differences, 1e-8)
  })
})

describe('training steps against numpy', () => {
  const shape = networkShape(golden.sizes, TANH)
  const settings = { rate: golden.rate, weightDecay: golden.decay, dropout: 0 }
  const inputs = inputsOf(golden.x)
  const rows = everyRow(inputs)

  it('has the losses, the gradient and the parameters after three steps of Adam', () => {
    const start = new Float64Array(shape.parameters)
    start.set(golden.start)
    const trainer = createTrainer(shape, 12, start, settings)
    trainer.forward(inputs, rows, 0, rows.length, null)
    expectClose(Array.from(trainer.losses.subarray(0, rows.length)), golden.losses, 1e-12)
    expect(trainer.backward(golden.most)).toBe(rows.length - 1)
    expectClose(Array.from(trainer.gradient.subarray(0, golden.gradient.length)), golden.gradient, 1e-12)
    for (const after of golden.after) {
      trainer.forward(inputs, rows, 0, rows.length, null)
      trainer.backward(golden.most)
      trainer.step()
      expectClose(Array.from(trainer.parameters.subarray(0, after.length)), after, 1e-9)
    }
  })
})

describe('training', () => {
  const settings: TrainingSettings = {
    rate: 0.005,
    weightDecay: 0,
    dropout: 0,
    epochs: 300,
    trim: 0,
    batch: 64,
    patience: 300,
    leastProgress: 0,
  }
  const ignore = () => undefined

  it('brings a linear network to the error of PCA', () => {
    const inputs = inputsOf(golden.plane)
    const shape = networkShape([5, 2, 5], [false, false])
    // As many rows as there are at once: full steps, which settle.
    const trainer = createTrainer(shape, 400, drawParameters(shape, createRng(1)), {
      ...settings,
      rate: 0.02,
    })
    const rows = everyRow(inputs)
    for (let step = 0; step < 1500; step++) {
      trainer.forward(inputs, rows, 0, rows.length, null)
      trainer.backward(Infinity)
      trainer.step()
    }
    trainer.forward(inputs, rows, 0, rows.length, null)
    const error = trainer.losses.reduce((sum, loss) => sum + loss, 0) / rows.length
    expect(error / golden.pcaError).toBeGreaterThan(0.9999)
    expect(error / golden.pcaError).toBeLessThan(1.01)
  })

  it('keeps the epoch with the least loss of held-out rows, and ends when there is no progress', () => {
    const inputs = inputsOf(golden.plane)
    const shape = networkShape([5, 8, 2, 8, 5], TANH)
    const told: number[] = []
    const patient = { ...settings, patience: 4, leastProgress: 0.01, trim: 0.05 }
    const trained = trainNetwork(shape, inputs, patient, createRng(2), ignore, (epoch) => told.push(epoch))
    expect(trained.heldOut[trained.chosen]).toBe(Math.min(...trained.heldOut))
    expect(trained.heldOut.at(-1)! / trained.heldOut[0]!).toBeLessThan(0.7)
    expect(told.length).toBeLessThan(300)
    expect(told).toEqual(Array.from(told, (_, i) => i + 1))
    expect(trained.training).toHaveLength(told.length + 1)
  })

  it('does not learn anomalies that are trimmed', () => {
    const rng = createRng(4)
    // Most rows on one line, one in thirty on another.
    const rows = Array.from({ length: 600 }, (_, r) => {
      const t = 2 * rng.next() - 1
      return r % 30 === 0 ? [2 * t, -2 * t, 2 * t] : [2 * t, 2 * t, 2 * t]
    })
    const odd = (trim: number): number => {
      const shape = networkShape([3, 8, 2, 8, 3], TANH)
      const trained = trainNetwork(shape, inputsOf(rows), { ...settings, trim }, createRng(5), ignore, ignore)
      const trainer = createTrainer(shape, 20, trained.parameters, settings)
      const picked = Array.from({ length: 20 }, (_, i) => i * 30)
      trainer.forward(inputsOf(rows), picked, 0, 20, null)
      return trainer.losses.reduce((sum, loss) => sum + loss, 0) / 20
    }
    expect(odd(0.05)).toBeGreaterThan(4 * odd(0))
  })
})
