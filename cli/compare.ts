import {
  createFlagPatterns,
  flaggedByBoth,
  jaccard,
  MOST_RANKINGS,
} from '../src/analysis/compare/flag-patterns.ts'
import { midRanks, rankCorrelation } from '../src/analysis/compare/mid-ranks.ts'
import { plantedRecall } from '../src/analysis/compare/planted/planted-recall.ts'
import { plantingPlan, poolRounds } from '../src/analysis/compare/planted/rounds.ts'
import { createSeedCounts, meanJaccard, stabilityOf } from '../src/analysis/compare/seed-stability.ts'
import { samplingNote } from '../src/analysis/detectors/catalog.ts'
import { findDetector } from '../src/analysis/detectors/registry.ts'
import { UsageError } from '../src/analysis/errors.ts'
import { figuresOf } from '../src/analysis/evaluate/figures.ts'
import { evaluateRanking } from '../src/analysis/evaluate/labelled-ranking.ts'
import { rowLabels } from '../src/analysis/evaluate/labels.ts'
import { confusionAt } from '../src/analysis/evaluate/ranked-labels.ts'
import type { PlantedRound } from '../src/analysis/pipeline/compare-results.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import { finish } from '../src/analysis/work.ts'
import type { CompareCommand } from './commands.ts'
import { rankFile, type RankedFile } from './detect.ts'
import { aligned, count } from './inspect.ts'

const SEEDS = 20

/** `flagstone compare`, `stability` and `planted`: returns what goes to standard output. */
export async function compareOrRerun(
  command: CompareCommand,
  source: ByteSource,
  host: Host,
): Promise<string> {
  const ids = (command.detectors ?? []).map((id) => findDetector(id).info.id)
  if (ids.length >= MOST_RANKINGS) {
    const message = `--detectors takes at most ${MOST_RANKINGS - 1} detectors at once.`
    throw new UsageError('wrong-usage', message, { detectors: ids.length })
  }
  const file = await rankFile(command.detect, source, host)
  const { report, lines } =
    command.command === 'compare'
      ? await compared(file, ids, host)
      : command.command === 'stability'
        ? await stability(file, command.seeds ?? SEEDS, host)
        : await planted(file, command, host)
  const { detector, seed } = file.ranking
  const { rowCount, name } = file.session.dataset.summary
  if (command.detect.json)
    return `${JSON.stringify({ rows: rowCount, detector, seed, flagged: file.cut, ...report })}\n`
  const head = `${name}: ${count(file.cut)} of ${count(rowCount)} rows flagged by ${detector}, seed ${seed}`
  return `${[head, ...lines].join('\n')}\n`
}

interface Told {
  readonly report: object
  readonly lines: readonly string[]
}

/** Every ranking at the same number of rows, beside the first one. */
async function compared(file: RankedFile, ids: readonly string[], host: Host): Promise<Told> {
  const { session, request, ranking, cut, label } = file
  const labels = label && finish(rowLabels(label.column, label.mapping))
  const own = midRanks(ranking.scores, ranking.order)
  const all = [{ ...ranking, ranks: own }]
  for (const detector of new Set(ids)) {
    if (detector === ranking.detector) continue
    const { info } = findDetector(detector)
    const sampled = samplingNote(info, session.dataset.summary.rowCount)
    if (sampled !== null) process.stderr.write(`Note: ${info.name}: ${sampled}\n`)
    all.push({ ...ranking, ...(await session.compare({ ...request, detector, params: {} }, host)) })
  }
  const patterns = createFlagPatterns(all.map(({ order }) => order))
  patterns.moveTo(cut)
  const rows = all.map(({ detector, order, ranks, timingsMs }, r) => {
    const both = flaggedByBoth(patterns, 0, r)
    const answer = labels && finish(evaluateRanking(ranks, order, labels))
    const figures = answer && figuresOf(confusionAt(answer, cut), 1)
    return {
      detector,
      ms: Math.round(timingsMs.fit + timingsMs.score),
      in_common: both,
      jaccard: defined(jaccard(both, cut)),
      spearman: defined(rankCorrelation(own, ranks)),
      only_here: all.length > 1 ? patterns.counts[1 << r]! : 0,
      ...(answer && figures
        ? {
            auroc: defined(answer.auroc),
            average_precision: defined(answer.averagePrecision),
            precision: defined(figures.precision),
            recall: defined(figures.recall),
          }
        : {}),
    }
  })
  const heads = Object.keys(rows[0] ?? {})
  const cells = rows.map((row) =>
    Object.entries(row).map(([key, value]) =>
      value === null ? '-' : typeof value === 'number' && !COUNTS.has(key) ? value.toFixed(3) : String(value),
    ),
  )
  return { report: { detectors: rows }, lines: ['', ...aligned([heads, ...cells])] }
}

const COUNTS = new Set(['ms', 'in_common', 'only_here'])

/** The flagged rows under other seeds. */
async function stability({ session, ranking, cut }: RankedFile, seeds: number, host: Host): Promise<Told> {
  const { info } = findDetector(ranking.detector)
  if (!info.seeded) {
    const line = `${info.name} draws nothing at random: every seed flags the same rows.`
    return { report: { seeded: false }, lines: [line] }
  }
  const orders: Uint32Array[] = [ranking.order.slice(0, cut)]
  for (let k = 1; k < seeds; k++) orders.push(await session.orderWithSeed(ranking.seed + k, cut, host))
  const rowCount = ranking.order.length
  const counts = createSeedCounts(rowCount, orders)
  counts.moveTo(cut)
  const flagged = ranking.order.subarray(0, cut)
  const { meanShare, inAll, inHalfOrFewer } = stabilityOf(counts, flagged)
  const overlap = meanJaccard(rowCount, orders, cut)
  const rows = Array.from(flagged, (row, k) => ({
    rank: k + 1,
    row: row + 1,
    line: session.dataset.read.lineOf(row),
    seeds: counts.counts[row]!,
  }))
  const report = {
    seeded: true,
    seeds,
    mean_share: defined(meanShare),
    mean_jaccard: defined(overlap),
    in_all: inAll,
    in_half_or_fewer: inHalfOrFewer,
    flagged_rows: rows,
  }
  const least = [...rows].sort((a, b) => a.seeds - b.seeds || b.rank - a.rank).slice(0, SHOWN)
  return {
    report,
    lines: [
      `${count(inAll)} of them in all ${seeds} seeds, ${count(inHalfOrFewer)} in half of the seeds or fewer`,
      `On average a flagged row is flagged in ${percent(meanShare)} of the seeds; two seeds overlap by ${text(overlap)} (Jaccard)`,
      '',
      ...aligned([
        ['least stable: rank', 'line', 'flagged in'],
        ...least.map(({ rank, line, seeds: times }) => [
          String(rank),
          String(line),
          `${times} of ${seeds} seeds`,
        ]),
      ]),
    ],
  }
}

const SHOWN = 10

/** Where made-up anomalies rank. */
async function planted(file: RankedFile, command: CompareCommand, host: Host): Promise<Told> {
  const { session, ranking, cut } = file
  const rowCount = ranking.order.length
  const plan = plantingPlan(rowCount)
  const perKind = command.perKind ?? plan.perKind
  const rounds = command.rounds ?? plan.rounds
  const found: PlantedRound[] = []
  for (let round = 0; round < rounds; round++)
    found.push(await session.plantRound({ perKind, seed: ranking.seed + round }, host))
  const kinds = poolRounds(found).map((ranks) => {
    const { recall, interval, ...counts } = plantedRecall(ranks, cut)
    return { kind: ranks.kind, ...counts, recall: defined(recall), low: interval.low, high: interval.high }
  })
  const leftOut = found[0]?.leftOut ?? []
  const chance = rowCount === 0 ? 0 : cut / rowCount
  return {
    report: { planted_per_kind: perKind, rounds, by_chance: chance, kinds, left_out: leftOut },
    lines: [
      `${count(perKind)} planted of each kind, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}; by chance ${percent(chance)} would be found`,
      '',
      ...aligned([
        ['kind', 'found', 'recall', '95 % interval'],
        ...kinds.map(({ kind, planted: total, found: hits, recall, low, high }) => [
          kind,
          `${hits} of ${total}`,
          percent(recall ?? NaN),
          `${percent(low)} to ${percent(high)}`,
        ]),
      ]),
      ...leftOut.map(({ kind, why }) => `${kind}: not planted. ${why}`),
    ],
  }
}

/** JSON has no NaN: what is not defined is null. */
function defined(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function text(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(2)
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`
}
