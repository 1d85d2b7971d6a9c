import { beforeEach, describe, expect, it } from 'vitest'
import type { DetectorInfo } from '../analysis/detectors/detector.ts'
import type { ComparedRanking, DetectRequest } from '../workers/engine.api.ts'
import { INPUT, later, settle, state, use as engineWith } from './actions/actions.test-support.ts'
import { setFeatures } from './actions/detecting.ts'
import { openInput } from './actions/opening.ts'
import { cancelWork } from './actions/work.ts'
import { initialState, type AppState } from './app-state.ts'
import { compareDetectors } from './compare-jobs.ts'
import { plantAnomalies, planFor } from './compare-planted.ts'
import { keepRun, makeRanking, mostRuns, removeRun } from './compare-runs.ts'
import { measureStability, reachFor } from './compare-seeds.ts'
import { comparedOf, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { appStore } from './store.ts'

const info = (id: string, seeded: boolean) =>
  ({ id, name: id.toUpperCase(), seeded, params: [] }) as unknown as DetectorInfo
const CATALOG: AppState['catalog'] = ['iforest', 'lof', 'hbos', 'knn'].map((id) => ({
  info: info(id, id === 'iforest'),
  defaults: {},
}))
const OTHER = [0.9, 0.1, 0.5, 0.6, 0.2, 0.3]

async function opened(replace: Parameters<typeof engineWith>[0] = {}) {
  const engine = engineWith({
    detect: (request: DetectRequest) =>
      Promise.resolve({
        ok: true,
        value: { ...rankingOf(SCORES), detector: request.detector === 'auto' ? 'iforest' : request.detector },
      }),
    compare: (request) => Promise.resolve({ ok: true, value: comparedOf(request, OTHER) }),
    ...replace,
  })
  appStore.setState({ ...initialState, catalog: CATALOG, detector: 'iforest' }, true)
  await openInput(INPUT)
  return engine
}
const ids = () => state().compare.runs.map(({ detector }) => detector)

beforeEach(() => {
  appStore.setState(initialState, true)
})

describe('comparing detectors', () => {
  it('runs those that are not there yet, and leaves the page’s ranking alone', async () => {
    await opened()
    const { ranking, cut } = state()
    await compareDetectors(['iforest', 'lof', 'knn'])
    expect(ids()).toEqual(['lof', 'knn'])
    expect(state()).toMatchObject({ ranking, cut, work: null })
    expect(state().compare.jobs).toEqual([])
    await compareDetectors(['lof', 'hbos'])
    expect(ids()).toEqual(['lof', 'knn', 'hbos'])
  })

  it('tells what each is at, and what went wrong with one', async () => {
    const answer = later<ComparedRanking>()
    const told: string[] = []
    await opened({
      compare: (request, tell) => {
        if (request.detector === 'lof')
          return Promise.resolve({ ok: false, error: { code: 'no', message: 'Too many rows.', facts: {} } })
        tell({ label: 'Fitting', done: 1, total: 4, unit: 'steps' })
        return answer.promise
      },
    })
    const stop = appStore.subscribe(({ work }) => work && told.push(work.title))
    const done = compareDetectors(['lof', 'hbos'])
    await settle()
    expect(state().compare.jobs).toMatchObject([
      { request: { detector: 'lof' }, state: 'failed', problem: 'Too many rows.' },
      { request: { detector: 'hbos' }, state: 'running', progress: { done: 1, total: 4 } },
    ])
    expect(state().work).toMatchObject({ kind: 'comparing', progress: { done: 1 } })
    answer.give(comparedOf({ detector: 'hbos', params: {}, seed: 1 }, OTHER))
    await done
    stop()
    expect(told).toContain('Comparing: HBOS (2 of 2)')
    expect(ids()).toEqual(['hbos'])
    expect(state().compare.jobs).toHaveLength(1)
  })

  it('keeps what was done when it is cancelled, and drops what comes late', async () => {
    const answer = later<ComparedRanking>()
    let calls = 0
    await opened({
      compare: (request) =>
        ++calls === 1 ? Promise.resolve({ ok: true, value: comparedOf(request, OTHER) }) : answer.promise,
    })
    const done = compareDetectors(['lof', 'hbos', 'knn'])
    await settle()
    await cancelWork()
    answer.give(comparedOf({ detector: 'hbos', params: {}, seed: 1 }, OTHER))
    await done
    expect(ids()).toEqual(['lof'])
    expect(state().compare.jobs.map((job) => job.state)).toEqual(['stopped', 'stopped'])
    expect(state().work).toBeNull()
  })

  it('makes one of them the ranking, with as many rows to review, and keeps the former one', async () => {
    const engine = await opened()
    await compareDetectors(['lof', 'knn'])
    appStore.setState({ cut: 3 })
    await makeRanking(state().compare.runs[0]!)
    expect(state()).toMatchObject({ detector: 'lof', cut: 3, cutChoice: { by: 'rows', rows: 3 } })
    expect(ids()).toEqual(['iforest', 'knn'])
    expect(engine.calls.filter(({ name }) => name === 'detect')).toHaveLength(2)
    await makeRanking(state().compare.runs[0]!)
    expect(ids()).toEqual(['lof', 'knn'])
  })

  it('lets the oldest go where there are too many, and says so', async () => {
    const forgotten: string[] = []
    await opened({
      forgetCompared: ({ detector }) => {
        forgotten.push(detector)
        return Promise.resolve({ ok: true, value: null })
      },
    })
    for (let seed = 1; seed <= 13; seed++)
      keepRun(comparedOf({ detector: seed === 1 ? 'lof' : 'iforest', params: {}, seed: 100 + seed }, OTHER))
    expect(state().compare.runs).toHaveLength(12)
    expect(forgotten).toEqual(['lof'])
    expect(state().compare.dropped).toBe(
      'LOF was let go: at most 12 rankings of a file of this size are kept beside the current one.',
    )
    removeRun(state().compare.runs[0]!)
    expect(state().compare.runs).toHaveLength(11)
    expect([mostRuns(1_000_000), mostRuns(5_000_000), mostRuns(100_000_000)]).toEqual([12, 3, 2])
  })

  it('begins anew with other columns and with another file', async () => {
    await opened()
    await compareDetectors(['lof'])
    await setFeatures(['fee'])
    expect(state().compare).toMatchObject({ runs: [], planted: [] })
    expect(state().compare.dropped).toContain('Other columns')
    await compareDetectors(['lof'])
    await openInput(INPUT)
    expect(state().compare).toMatchObject({ runs: [], dropped: null })
  })
})

describe('stability over seeds', () => {
  it('has the ranking’s own seed first and asks for the others, only as far as it is needed', async () => {
    const asked: [number, number][] = []
    await opened({
      orderWithSeed: (seed, top) => {
        asked.push([seed, top])
        return Promise.resolve({ ok: true, value: rankingOf(OTHER).order.slice(0, top) })
      },
    })
    await measureStability(5)
    expect(asked).toEqual([2, 3, 4, 5].map((seed) => [seed, 6]))
    expect(state().compare.seedRuns).toMatchObject({ seeds: [1, 2, 3, 4, 5], wanted: 5 })
    expect(state().compare.seedRuns?.orders[0]).toEqual(state().ranking?.order)
    expect(state().work).toBeNull()
    expect(reachFor(1_000_000, 500, 20)).toBe(2000)
    expect(reachFor(1_000_000, 500_000, 100)).toBe(50_000)
  })

  it('keeps the seeds that are done when it is cancelled, and goes with its ranking', async () => {
    const answer = later<Uint32Array>()
    await opened({
      orderWithSeed: (seed, top) =>
        seed < 4
          ? Promise.resolve({ ok: true, value: rankingOf(OTHER).order.slice(0, top) })
          : answer.promise,
    })
    const done = measureStability(20)
    await settle()
    await cancelWork()
    answer.give(rankingOf(OTHER).order)
    await done
    expect(state().compare.seedRuns?.seeds.slice(0, 3)).toEqual([1, 2, 3])
    expect(state().compare.seedRuns?.wanted).toBe(20)
    await compareDetectors(['lof'])
    await makeRanking(state().compare.runs[0]!)
    expect(state().compare.seedRuns).toBeNull()
  })
})

describe('planted anomalies', () => {
  it('puts the rounds together, clumps of different rounds apart', async () => {
    await opened({
      plantRound: ({ perKind, seed }) =>
        Promise.resolve({
          ok: true,
          value: {
            seed,
            kinds: [
              {
                kind: 'clustered',
                above: new Uint32Array(perKind).fill(seed),
                groups: new Uint32Array(perKind),
              },
            ],
            leftOut: [],
          },
        }),
    })
    await plantAnomalies(2, 3)
    const [run] = state().compare.planted
    expect(run).toMatchObject({ detector: 'iforest', rounds: 3, perKind: 2 })
    expect([...run!.kinds[0]!.above]).toEqual([1, 1, 2, 2, 3, 3])
    expect([...run!.kinds[0]!.groups]).toEqual([0, 0, 2, 2, 4, 4])
    await plantAnomalies(2, 1)
    expect(state().compare.planted).toHaveLength(1)
  })

  it('plants few rows in a small file, and often', () => {
    expect(planFor(1000)).toEqual({ perKind: 12, rounds: 9 })
    expect(planFor(1_000_000)).toEqual({ perKind: 100, rounds: 1 })
    expect(planFor(50)).toEqual({ perKind: 2, rounds: 10 })
  })
})
