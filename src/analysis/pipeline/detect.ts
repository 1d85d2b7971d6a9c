import { UnreadableInputError, UsageError } from '../errors.ts'
import { samplingNote } from '../detectors/catalog.ts'
import type { Detector, DetectorParams } from '../detectors/detector.ts'
import { validateParams } from '../detectors/params.ts'
import { loadRegistry } from '../detectors/load-registry.ts'
import { amountAlong } from '../ranking/amount-along.ts'
import { proposeCutInSlices } from '../ranking/default-cut.ts'
import { rankInSlices } from '../ranking/rank-scores.ts'
import type { Dataset } from './dataset.ts'
import { matrixToFit } from './detector-jobs.ts'
import { unpackModel, type KeptModel } from './kept-model.ts'
import { runWork, type DetectorJob, type Host, type OnShare, type Runner } from './host.ts'
import { prepare } from './prepare.ts'
import type { DetectRequest, Progress, Ranking } from './results.ts'
import type { Run } from './run.ts'

/** Top rows whose reasons decide which columns are shown first. */
const DRIVER_ROWS = 50

/**
 * From an open file to its rows ranked by how anomalous they are.
 *
 * @param request a detector id or `auto`, some or all of its parameters, a seed, and the columns to use
 * @param kept a model of an earlier visit: used where it was fitted on the very same, otherwise left alone
 * @returns the run; the same request gives the same scores to the bit, whatever the runner
 * @throws UsageError for an unknown detector, parameter or column, or when the table has too many rows for the
 *   detector; FlagstoneError `no-features` when no column can be used; CancelledError from the host or the runner
 *
 * Cost: the detector's, plus a few linear passes.
 */
export async function detect(
  dataset: Dataset,
  request: DetectRequest,
  runner: Runner,
  host: Host,
  kept: KeptModel | null = null,
): Promise<Run> {
  const { table } = dataset.read
  const { findDetector } = await loadRegistry()
  const detector = findDetector(request.detector)
  const params = validateParams(detector.info, detector.defaults, request.params)
  requireColumns(detector, params, dataset)
  refuseTooManyRows(detector, table.rowCount)
  if (table.rowCount === 0) {
    const message = `${dataset.summary.name} has a header but no rows, so there is nothing to rank. Open a file with rows.`
    throw new UnreadableInputError('no-rows', message, { columns: table.columns.length })
  }

  const sampled = samplingNote(detector.info, table.rowCount)
  const ofSample = sampled === null ? [] : [sampled]
  const clock = stopwatch(host)
  host.progress({ label: 'Building features', done: 0, total: 0, unit: 'steps' })
  const built = await prepare(dataset, request, host)
  const features = clock.lap()

  const { matrix: x, fitRows } = built
  const job: DetectorJob = { detector: detector.info.id, params, seed: request.seed, x, fitRows }
  try {
    host.progress({ label: 'Fitting', done: 0, total: 0, unit: 'steps' })
    const before = kept === null ? null : await unpackModel(job, kept, runner, host)
    const model = before ?? (await runner.fit(job, tell(host, 'Fitting', 'steps')))
    await host.breathe()
    const fit = clock.lap()

    host.progress({ label: 'Scoring', done: 0, total: table.rowCount, unit: 'rows' })
    const scores = await runner.score(job, model, tell(host, 'Scoring', 'rows'))
    await host.breathe()
    const score = clock.lap()

    host.progress({ label: 'Ranking', done: 0, total: 0, unit: 'steps' })
    const order = await runWork(rankInSlices(scores), host)
    await host.breathe()
    const defaultCut = await runWork(proposeCutInSlices(scores, order), host)
    await host.breathe()
    const top = order.slice(0, Math.max(1, Math.min(defaultCut.cut, DRIVER_ROWS)))
    const drivers = driversOf(job, await runner.explain(job, model, top))
    const amount = dataset.summary.amountColumn === null ? null : table.columns[dataset.summary.amountColumn]
    const along = amount?.type === 'number' ? await runWork(amountAlong(amount.values, order), host) : null
    const fitted = matrixToFit(job)
    const ranking: Ranking = {
      detector: detector.info.id,
      params,
      seed: request.seed,
      scores,
      order,
      amountAlong: along,
      defaultCut,
      features: built.choices,
      prepared: {
        preprocessing: built.preprocessing,
        fittedRows: fitted.rowCount,
        encoding: built.encoding,
      },
      drivers,
      notes: [...new Set([...built.notes, ...ofSample, ...(detector.notes?.(model, fitted) ?? [])])],
      diagnostics: detector.diagnostics?.(model, fitted) ?? [],
      ...(before === null ? {} : { fittedBefore: true }),
      timingsMs: { features, fit, score, rank: clock.lap() },
    }
    return { request, ranking, job, model, encoder: built.encoder }
  } finally {
    runner.release()
  }
}

/** The job's source columns by their summed contributions to some rows, the largest first; ties in the table's order. */
function driversOf(job: DetectorJob, contributions: Float64Array): readonly number[] {
  const { sources } = job.x
  const sums = new Float64Array(sources.length)
  for (let i = 0; i < contributions.length; i++) sums[i % sums.length]! += contributions[i]!
  return [...sources.keys()].sort((a, b) => sums[b]! - sums[a]! || a - b).map((s) => sources[s]!.column)
}

function tell(host: Host, label: string, unit: Progress['unit']): OnShare {
  return (done, total, detail) =>
    host.progress({ label, done, total, unit, ...(detail === undefined ? {} : { detail }) })
}

function stopwatch(host: Host): { lap(): number } {
  let last = host.now()
  return {
    lap() {
      const before = last
      last = host.now()
      return last - before
    },
  }
}

/** A parameter that names a column must name one of this file. */
function requireColumns(detector: Detector, params: DetectorParams, dataset: Dataset): void {
  for (const param of detector.info.params) {
    const name = params[param.key]
    if (param.kind !== 'column' || name === '' || name === undefined) continue
    if (dataset.read.table.columns.some((column) => column.name === name)) continue
    const known = dataset.read.table.columns.map((column) => column.name).join(', ')
    const message = `${detector.info.name}: there is no column ${String(name)} for ${param.label}. The columns are: ${known}.`
    throw new UsageError('unknown-column', message, { column: name })
  }
}

function refuseTooManyRows({ info }: Detector, rows: number): void {
  if (info.maxRows === undefined || rows <= info.maxRows) return
  const limit = info.maxRows.toLocaleString('en-US')
  const message = `${info.name} takes at most ${limit} rows, and this table has ${rows.toLocaleString('en-US')}: its cost grows too fast beyond that. Choose another detector, or open a random sample of ${limit} rows.`
  throw new UsageError('too-many-rows', message, { rows, maxRows: info.maxRows })
}
