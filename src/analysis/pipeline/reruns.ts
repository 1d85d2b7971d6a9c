import { plantRows, PLANTED_KINDS, whyNotPlanted } from '../compare/planted/plant-rows.ts'
import { preparePlanting } from '../compare/planted/plant-space.ts'
import type { PlantedRanks } from '../compare/planted/planted-recall.ts'
import { withPlanted } from '../compare/planted/with-planted.ts'
import { createRng } from '../math/rng.ts'
import { cutForScore } from '../ranking/cut.ts'
import { rankInSlices } from '../ranking/rank-scores.ts'
import type { PlantedRound, PlantRequest } from './compare-results.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import { runWork, type DetectorJob, type Host, type Runner } from './host.ts'

/** Streams of the planting's generator. */
const CLUSTER_STREAM = 100

/**
 * The order that a finished run would have had with another seed.
 *
 * @param top rows of the order that are wanted
 * @returns (min(top, rows),) row indices by score, descending
 *
 * Cost: the detector's fit and scores, and a sort.
 */
export async function orderWithSeed(
  run: Run,
  seed: number,
  top: number,
  runner: Runner,
  host: Host,
): Promise<Uint32Array> {
  const scores = await fitAndScore({ ...run.job, seed }, runner, host)
  const order = await runWork(rankInSlices(scores), host)
  return order.slice(0, top)
}

/**
 * Plants made-up anomalies of every kind among the rows, fits and scores them all with a finished run's detector,
 * and says where the planted ones rank. The run and the rows are not changed.
 *
 * @returns per kind that can be planted, how many of the table's own rows score as much as each planted row or more
 *
 * Cost: the detector's fit and scores once; a copy of the features.
 */
export async function plantRound(
  dataset: Dataset,
  run: Run,
  { perKind, seed }: PlantRequest,
  runner: Runner,
  host: Host,
): Promise<PlantedRound> {
  const { x } = run.job
  const { columns } = dataset.read.table
  host.progress({ label: 'Planting', done: 0, total: 0, unit: 'steps' })
  const isNumber = (source: number) => columns[x.sources[source]!.column]?.type === 'number'
  const rng = createRng(seed)
  const space = await runWork(preparePlanting(x, isNumber, rng.fork(CLUSTER_STREAM)), host)
  const whyNot = PLANTED_KINDS.map((kind) => ({ kind, why: whyNotPlanted(space, kind) }))
  const kinds = PLANTED_KINDS.filter((_, k) => whyNot[k]!.why === null)
  const planted = kinds.map((kind) => plantRows(space, kind, perKind, rng.fork(PLANTED_KINDS.indexOf(kind))))
  const longer = await runWork(withPlanted(x, planted), host)

  const scores = await fitAndScore({ ...run.job, x: longer }, runner, host)
  const own = scores.subarray(0, x.rowCount)
  const order = await runWork(rankInSlices(own), host)
  const ranks = kinds.map((kind, k): PlantedRanks => {
    const from = x.rowCount + k * perKind
    const above = Uint32Array.from(scores.subarray(from, from + perKind), (score) =>
      cutForScore(own, order, score),
    )
    return { kind, above, groups: planted[k]!.clumps }
  })
  const leftOut = whyNot.flatMap(({ kind, why }) => (why === null ? [] : [{ kind, why }]))
  return { seed, kinds: ranks, leftOut }
}

async function fitAndScore(job: DetectorJob, runner: Runner, host: Host): Promise<Float32Array> {
  try {
    host.progress({ label: 'Fitting', done: 0, total: 0, unit: 'steps' })
    const model = await runner.fit(job, (done, total) =>
      host.progress({ label: 'Fitting', done, total, unit: 'steps' }),
    )
    await host.breathe()
    host.progress({ label: 'Scoring', done: 0, total: job.x.rowCount, unit: 'rows' })
    const scores = await runner.score(job, model, (done, total) =>
      host.progress({ label: 'Scoring', done, total, unit: 'rows' }),
    )
    await host.breathe()
    return scores
  } finally {
    runner.release()
  }
}
