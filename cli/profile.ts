import type { Host } from '../src/analysis/pipeline/host.ts'
import { createInlineRunner } from '../src/analysis/pipeline/inline-runner.ts'
import { Session } from '../src/analysis/pipeline/session.ts'
import type { ColumnProfile } from '../src/analysis/profile/column-profile.ts'
import { PROFILE_QUANTILES } from '../src/analysis/statistics/order-statistics.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import type { ColumnSummary } from '../src/analysis/table/read-summary.ts'
import type { ProfileCommand } from './commands.ts'
import { openOptions, readSettings } from './detect.ts'
import { aligned, count } from './inspect.ts'

/** `flagstone profile`: every column's figures, as JSON or for people. */
export async function profile(command: ProfileCommand, source: ByteSource, host: Host): Promise<string> {
  const settings = await readSettings(command.settings)
  const session = await Session.open(source, openOptions(settings), createInlineRunner(), host)
  const { columns, rowCount, name } = session.dataset.summary
  const profiles = await session.ask('profileTable', { columns: null }, false, host)
  if (command.json) {
    const figures = profiles.map((figure, i) => ({
      name: columns[i]?.name,
      role: columns[i]?.role,
      ...figure,
    }))
    return `${JSON.stringify({ rows: rowCount, columns: figures }, spelled)}\n`
  }
  const lines = [
    `${name}: ${count(rowCount)} rows × ${count(columns.length)} columns`,
    '',
    ...aligned([HEAD, ...profiles.map((figure, i) => cells(figure, columns[i]))]),
  ]
  return `${lines.join('\n')}\n`
}

const HEAD = [
  'column',
  'type',
  'missing',
  'distinct',
  'min',
  'median',
  'max',
  'mean',
  'sd',
  'skewness',
  'most frequent',
]

function cells(figure: ColumnProfile, column: ColumnSummary | undefined): string[] {
  const { values, levels } = figure
  const value = (n: number | null | undefined) => {
    if (n === null || n === undefined || !Number.isFinite(n)) return ''
    return figure.type === 'datetime' ? timeText(n) : short(n)
  }
  const spread = (n: number | null | undefined) =>
    n === null || n === undefined || !Number.isFinite(n)
      ? ''
      : short(figure.type === 'datetime' ? n / DAY : n)
  const top = levels?.top[0]
  return [
    column?.name ?? '',
    figure.type,
    count(figure.missing),
    count(figure.distinct),
    value(values?.min),
    value(values?.quantiles[MEDIAN]),
    value(values?.max),
    value(values?.mean),
    values === null ? '' : `${spread(values.sd)}${figure.type === 'datetime' ? ' days' : ''}`,
    value(figure.type === 'datetime' ? null : values?.skewness),
    top ? `${top.text} (${count(top.rows)})` : '',
  ]
}

const DAY = 86_400_000
/** Where the median is among the quantiles. */
const MEDIAN = PROFILE_QUANTILES.indexOf(0.5)

function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
}

function short(n: number): string {
  return n.toLocaleString('en-US', { maximumSignificantDigits: 6 })
}

/** JSON has no word for what is not a finite number. */
function spelled(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<number>)
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
