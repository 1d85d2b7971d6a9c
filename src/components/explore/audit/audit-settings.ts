import type { AmountSign } from '../../../analysis/audit/benford.ts'
import type { BenfordTest } from '../../../analysis/audit/benford-law.ts'
import type { HolidaySet } from '../../../analysis/audit/holidays.ts'
import type { OffClass } from '../../../analysis/audit/off-hours.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { DatasetSummary, RequestOf } from '../../../workers/engine.api.ts'

export type AuditTest =
  BenfordTest | 'round' | 'limit' | 'duplicates' | 'near-amounts' | 'near-ids' | 'gaps' | 'off-hours'

/** What the tests look at and how: one for all of them, so that a column is chosen once. */
export interface AuditSettings {
  readonly test: AuditTest
  readonly amount: number | null
  readonly entity: number | null
  readonly time: number | null
  /** Ids that end in a running number. */
  readonly id: number | null
  readonly sign: AmountSign
  readonly minimum: number
  readonly decimals: number | null
  readonly multiple: number
  /** Null: entity, amount and time, as far as there are. */
  readonly keys: readonly number[] | null
  readonly byDay: boolean
  readonly tolerance: number
  readonly days: number
  readonly edits: 'any' | 'swapped'
  readonly limits: readonly number[]
  readonly width: number
  readonly chosenLimit: number
  readonly prefix: string | null
  readonly weekend: readonly number[]
  readonly nightFrom: number
  readonly nightTo: number
  readonly holidaySet: HolidaySet | null
  readonly holidayText: string
  readonly entityClass: OffClass
  readonly offBars: 'weekday' | 'hour'
}

/** Groups, gaps and repeated numbers that are listed. */
const LISTED = 200

export const isAmountColumn = ({ type }: ColumnSummary) => type === 'number'
export const isEntityColumn = ({ type, role }: ColumnSummary) => type !== 'datetime' && role !== 'amount'
export const isTimeColumn = ({ type }: ColumnSummary) => type === 'datetime'
export const isIdColumn = ({ type, role }: ColumnSummary) => type !== 'datetime' && role !== 'amount'

export function defaultSettings(dataset: DatasetSummary): AuditSettings {
  const { columns, amountColumn, timeColumn } = dataset
  const indexOf = (wanted: (column: ColumnSummary) => boolean) => columns.find(wanted)?.index ?? null
  const isTime = timeColumn !== null && columns[timeColumn]?.type === 'datetime'
  return {
    test: 'first-two',
    amount: amountColumn ?? mostDistinct(columns) ?? indexOf(isAmountColumn),
    entity: indexOf((c) => c.role === 'entity'),
    time: isTime ? timeColumn : indexOf(isTimeColumn),
    id: indexOf((c) => c.role === 'id' && isIdColumn(c)),
    sign: 'positive',
    minimum: 10,
    decimals: null,
    multiple: 100,
    keys: null,
    byDay: true,
    tolerance: 0.01,
    days: 3,
    edits: 'any',
    limits: [],
    width: 0.1,
    chosenLimit: 0,
    prefix: null,
    weekend: [5, 6],
    nightFrom: 22,
    nightTo: 6,
    holidaySet: null,
    holidayText: '',
    entityClass: 'weekend',
    offBars: 'weekday',
  }
}

/** Without a column read as an amount: the quantity with the most values, as amounts have. */
function mostDistinct(columns: readonly ColumnSummary[]): number | null {
  const quantities = columns.filter((c) => c.type === 'number' && c.role === 'feature')
  return (
    quantities.reduce<ColumnSummary | null>(
      (best, c) => (best === null || c.distinct > best.distinct ? c : best),
      null,
    )?.index ?? null
  )
}

export type ChangeSettings = (patch: Partial<AuditSettings>) => void

/** The settings of the open file; they outlive the section. */
export function useAuditSettings(dataset: DatasetSummary): readonly [AuditSettings, ChangeSettings] {
  const [changed, setChanged] = useKept<Partial<AuditSettings>>(dataset, 'audit', NOTHING)
  return [{ ...defaultSettings(dataset), ...changed }, (patch) => setChanged({ ...changed, ...patch })]
}
const NOTHING = {}

/** The columns that rows are compared by. */
export function keysOf({ keys, entity, amount, time }: AuditSettings): readonly number[] {
  return keys ?? [entity, amount, time].filter((column) => column !== null)
}

/** What is asked for a test without each row's bin; null: a column is missing for it. */
export interface AuditRequests {
  readonly benford: (test: BenfordTest) => RequestOf<'benford'> | null
  readonly round: RequestOf<'roundAmounts'> | null
  readonly limit: RequestOf<'belowLimit'> | null
  readonly duplicates: RequestOf<'duplicates'> | null
  readonly nearAmounts: RequestOf<'nearDuplicates'> | null
  readonly nearIds: RequestOf<'nearDuplicates'> | null
  readonly gaps: RequestOf<'sequenceGaps'> | null
  readonly offHours: RequestOf<'offHours'> | null
}

export function auditRequests(settings: AuditSettings): AuditRequests {
  const { amount, entity, time, id, decimals, tolerance, days, edits, width, prefix } = settings
  const keys = keysOf(settings)
  const rows = false
  const listed = { limit: LISTED, rows }
  return {
    benford: (test) => {
      const { sign, minimum } = settings
      return amount === null ? null : { column: amount, test, sign, minimum, decimals, rows }
    },
    round: amount === null ? null : { column: amount, decimals, entity, multiple: settings.multiple, rows },
    limit:
      amount === null
        ? null
        : { column: amount, limits: settings.limits, width, chosen: settings.chosenLimit, entity, rows },
    duplicates: keys.length === 0 ? null : { keys, byDay: settings.byDay, amount, ...listed },
    nearAmounts:
      amount === null || (entity === null && time === null)
        ? null
        : { by: 'amount', amount, entity, date: time, days, tolerance, ...listed },
    nearIds: amount === null || id === null ? null : { by: 'id', amount, entity, id, edits, ...listed },
    gaps: id === null ? null : { column: id, prefix, ...listed },
    offHours:
      time === null
        ? null
        : {
            column: time,
            weekend: settings.weekend,
            night: { from: settings.nightFrom, to: settings.nightTo },
            holidaySet: settings.holidaySet,
            holidayText: settings.holidayText,
            entity,
            entityClass: settings.entityClass,
            rows,
          },
  }
}
