import { expose } from 'comlink'
import { afterEach, describe, expect, it } from 'vitest'
import type { FeatureMatrix } from '../analysis/features/feature-matrix.ts'
import type { DetectorJob } from '../analysis/pipeline/host.ts'
import type { Held, PoolApi } from './pool.api.ts'
import { createPoolRunner, type PoolRunner } from './pool-runner.ts'

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** A pool worker whose model is a number: fitting gives the first cell, scoring fills the rows with the model. */
function pretendWorker(
  onScore: () => void = () => undefined,
  onFit: (matrix: FeatureMatrix) => void = () => undefined,
): MessagePort {
  let held: Held | null = null
  const modelOf = (): number => (held?.model as { readonly value: number }).value
  const api: PoolApi = {
    hold(next) {
      held = next
      return Promise.resolve()
    },
    fit() {
      if (!held?.matrix) return Promise.reject(new Error('no matrix'))
      onFit(held.matrix)
      const model = { value: held.matrix.columns[0]![0]! }
      held = { ...held, model }
      return Promise.resolve({ ok: true, value: model })
    },
    scoreHeld(start, end) {
      onScore()
      if (!held?.matrix) return Promise.reject(new Error('no matrix'))
      return Promise.resolve({ ok: true, value: new Float32Array(end - start).fill(modelOf()) })
    },
    scoreBlock(block) {
      onScore()
      return Promise.resolve({ ok: true, value: new Float32Array(block.rowCount).fill(modelOf()) })
    },
    explainBlock(block) {
      return Promise.resolve({ ok: true, value: new Float64Array(block.rowCount).fill(modelOf()) })
    },
    pack() {
      return Promise.resolve({ ok: true, value: new TextEncoder().encode(String(modelOf())) })
    },
    unpack(_job, bytes) {
      return Promise.resolve({ ok: true, value: { value: Number(new TextDecoder().decode(bytes)) } })
    },
    releaseMatrix() {
      if (held) held = { ...held, matrix: null }
      return Promise.resolve()
    },
  }
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  expose(api, port1)
  return port2
}

function jobOf(value: number, rowCount = 100_000): DetectorJob {
  const x: FeatureMatrix = {
    rowCount,
    columns: [new Float32Array(rowCount).fill(value)],
    names: ['a'],
    sourceOf: Int32Array.of(0),
    sources: [{ column: 0, name: 'a', weight: 1 }],
  }
  return { detector: 'iforest', params: {}, seed: 1, x, fitRows: null }
}

const ignore = () => undefined
const explainFirst = (runner: PoolRunner, job: DetectorJob, model: unknown) =>
  runner.explain(job, model, Uint32Array.of(0))

describe('a row of the last result that is looked at during the next run', () => {
  it('does not change the scores of the blocks that follow', async () => {
    const runner = createPoolRunner()
    const before = jobOf(1)
    const next = jobOf(2)
    const asked: Promise<Float64Array>[] = []
    let old: unknown = null
    let look = false
    const port = pretendWorker(() => {
      if (look && asked.length === 0) asked.push(explainFirst(runner, before, old))
    })
    runner.seat(0, port, null)
    old = await runner.fit(before, ignore)
    const model = await runner.fit(next, ignore)
    look = true
    const scores = await runner.score(next, model, ignore)
    expect(new Set(scores)).toEqual(new Set([2]))
    expect(await Promise.all(asked)).toEqual([Float64Array.of(1)])
  })

  it('does not take the matrix from a run that is about to be fitted', async () => {
    const runner = createPoolRunner()
    runner.seat(0, pretendWorker(), null)
    const before = jobOf(1)
    const old = await runner.fit(before, ignore)
    const [model, row] = await Promise.all([runner.fit(jobOf(2), ignore), explainFirst(runner, before, old)])
    expect(model).toEqual({ value: 2 })
    expect(row).toEqual(Float64Array.of(1))
  })
})

describe('a fit on some of the rows', () => {
  it('gets only these, and all rows are scored by it', async () => {
    const runner = createPoolRunner()
    const fitted: Float32Array[] = []
    runner.seat(
      0,
      pretendWorker(undefined, (matrix) => fitted.push(...matrix.columns)),
      null,
    )
    const job = jobOf(0, 70_000)
    job.x.columns[0]!.forEach((_, row, column) => (column[row] = row))
    const part = { ...job, fitRows: Uint32Array.of(5, 7, 60_000) }
    const model = await runner.fit(part, ignore)
    expect(fitted).toEqual([Float32Array.of(5, 7, 60_000)])
    expect(model).toEqual({ value: 5 })
    const scores = await runner.score(part, model, ignore)
    expect(scores).toEqual(new Float32Array(70_000).fill(5))
    expect(job.x.columns[0]).toHaveLength(70_000)
  })
})

describe('a model that was kept', () => {
  it('scores as the one that was fitted, in whichever worker', async () => {
    const job = jobOf(4)
    const before = createPoolRunner()
    before.seat(0, pretendWorker(), null)
    const bytes = await before.pack(job, await before.fit(job, ignore))
    const after = createPoolRunner()
    after.seat(0, pretendWorker(), null)
    after.seat(1, pretendWorker(), null)
    const model = await after.unpack(job, bytes)
    expect(await after.score(job, model, ignore)).toEqual(new Float32Array(100_000).fill(4))
    expect(await explainFirst(after, job, model)).toEqual(Float64Array.of(4))
  })
})

describe('a pool without a worker', () => {
  it('refuses to score rather than give every row the same score', async () => {
    const runner = createPoolRunner()
    await expect(runner.score(jobOf(1), { value: 1 }, ignore)).rejects.toThrow('no worker')
  })

  it('rejects what waited for a worker that is gone', async () => {
    const runner = createPoolRunner()
    const { port1, port2 } = new MessageChannel() // nobody answers at the other end
    ports.push(port1, port2)
    runner.seat(0, port2, null)
    const waiting = runner.fit(jobOf(1), ignore)
    const told = expect(waiting).rejects.toThrow('gone')
    runner.seat(0, null, { code: 'worker-died', message: 'gone', facts: {} })
    await told
  })
})
