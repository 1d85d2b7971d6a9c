import { FlagstoneError } from '../errors.ts'
import { chooseFeatures, type FeatureChoice } from '../features/choose-features.ts'
import { inferRoles, mainColumn, tableStatistics, type RoleInference } from '../features/infer-roles.ts'
import { createRng } from '../math/rng.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import { amountTotal } from '../ranking/amount-along.ts'
import type { ByteSource } from '../table/byte-source.ts'
import type { ColumnSummary } from '../table/read-summary.ts'
import { readTable, type ReadResult } from '../table/read-table.ts'
import type { ReadHooks } from '../table/stream-rows.ts'
import { runWork, type Host } from './host.ts'
import type { DatasetSummary, OpenOptions } from './results.ts'

/** An open file: what was read, what was inferred from it, and the way back to its cells. */
export interface Dataset {
  readonly options: OpenOptions
  readonly read: ReadResult
  readonly statistics: readonly ColumnStatistics[]
  readonly roles: readonly RoleInference[]
  readonly summary: DatasetSummary
  readonly readMs: number
}

/** Seed of the rows that a sample takes, when none is given. */
export const DEFAULT_SEED = 1

/**
 * Reads a file and works out what its columns are for.
 *
 * @param source read from its beginning, once or twice
 * @returns the open file
 * @throws UnreadableInputError when it is not a table; CancelledError from the host
 *
 * Cost: one pass over the file and some passes over its columns; memory some 2–3 times the content.
 */
export async function openDataset(source: ByteSource, options: OpenOptions, host: Host): Promise<Dataset> {
  const started = host.now()
  host.progress({ label: 'Reading', done: 0, total: source.size, unit: 'bytes', rows: 0 })
  const { dialect, columns, sampleRows, memoryLimitBytes, seed = DEFAULT_SEED } = options
  const read = await readTable(
    source,
    {
      ...(dialect === undefined ? {} : { dialect }),
      ...(columns === undefined ? {} : { columns }),
      ...(sampleRows === undefined ? {} : { sampleRows, rng: createRng(seed) }),
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    },
    readHooks('Reading', host),
  )
  const statistics = await runWork(tableStatistics(read.table), host)
  const roles = await runWork(inferRoles(read.table, statistics, columns), host)
  const summary = summarise(source, read, statistics, roles)
  return { options, read, statistics, roles, summary, readMs: host.now() - started }
}

/** Progress and pauses of a pass over the file. */
export function readHooks(label: string, host: Host): ReadHooks {
  return {
    progress: (done, total, rows) => host.progress({ label, done, total, unit: 'bytes', rows }),
    checkpoint: () => host.breathe(),
  }
}

function summarise(
  source: ByteSource,
  read: ReadResult,
  statistics: readonly ColumnStatistics[],
  roles: readonly RoleInference[],
): DatasetSummary {
  const { table } = read
  const amountColumn = numberColumn(read, mainColumn(roles, 'amount'))
  const amount = amountColumn === null ? undefined : table.columns[amountColumn]
  return {
    name: source.name,
    bytes: source.size,
    rowCount: table.rowCount,
    columns: table.columns.map((_, index) => columnSummary(read, statistics[index]!, roles[index]!, index)),
    read: read.summary,
    amountColumn,
    amountTotal: amount?.type === 'number' ? amountTotal(amount.values) : null,
    timeColumn: mainColumn(roles, 'time'),
    features: defaultFeatures(read, statistics, roles),
  }
}

/** The amount can only be added up when it is read as numbers. */
function numberColumn({ table }: ReadResult, index: number | null): number | null {
  return index !== null && table.columns[index]?.type === 'number' ? index : null
}

function columnSummary(
  read: ReadResult,
  statistics: ColumnStatistics,
  { role, reason }: RoleInference,
  index: number,
): ColumnSummary {
  const { name, type, format, missing, unreadable } = read.table.columns[index]!
  const { distinct, distinctIsLowerBound, min, max, mean, median } = statistics
  return {
    index,
    name,
    type,
    role,
    roleReason: reason,
    format,
    example: read.examples[index] ?? '',
    missing,
    unreadable,
    distinct,
    distinctIsLowerBound,
    min,
    max,
    mean,
    median,
  }
}

/** A file without a usable column still opens: its columns can be looked at and their roles changed. */
function defaultFeatures(
  read: ReadResult,
  statistics: readonly ColumnStatistics[],
  roles: readonly RoleInference[],
): readonly FeatureChoice[] {
  try {
    return chooseFeatures(read.table, statistics, roles)
  } catch (error) {
    if (!(error instanceof FlagstoneError)) throw error
    return read.table.columns.map(({ index, name }) => ({
      column: index,
      name,
      used: false,
      reason: `left out: ${roles[index]!.reason}`,
      imputed: 0,
      encoding: '',
    }))
  }
}
