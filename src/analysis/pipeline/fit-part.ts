import { UsageError } from '../errors.ts'
import { sampleRows } from '../detectors/sample-rows.ts'
import { valuesOfLabel } from '../evaluate/label-values.ts'
import { NORMAL, rowLabels } from '../evaluate/labels.ts'
import { mainColumn } from '../features/infer-roles.ts'
import { createRng } from '../math/rng.ts'
import { didYouMean } from '../nearest-name.ts'
import type { FitOn } from '../preprocess/preprocessing.ts'
import { predicateOf } from '../preprocess/row-condition.ts'
import { countRows, intersect, matchingRows } from '../select/matching-rows.ts'
import type { RowMask } from '../select/predicate.ts'
import { parseIsoFast } from '../table/parse-datetime.ts'
import type { Column } from '../table/table.ts'
import type { ColumnRole } from '../settings.ts'
import type { Dataset } from './dataset.ts'
import { runWork, type Host } from './host.ts'
import { maskOf } from './selector.ts'

/** The run's generator for what happens before the fit; streams 0 to 2 are the detector's. */
const SHARE_STREAM = 3
/** Of fewer rows nothing can be learned about the rest. */
const FEWEST_ROWS = 10

export interface FitPart {
  /** Ascending; null: every row. */
  readonly rows: Uint32Array | null
  /** What they are, for people, e.g. `rows before 2024-06-01 (Time)`; empty for all rows. */
  readonly words: string
}

/**
 * The rows that a choice means.
 *
 * @param seed of the run: a random share is drawn with it
 * @throws UsageError that says which column, value or moment is wrong, or that too few rows are left
 *
 * Cost: a pass or two; a condition on the text of any cell is a pass over the file.
 */
export async function fitPart(dataset: Dataset, fitOn: FitOn, seed: number, host: Host): Promise<FitPart> {
  const { table } = dataset.read
  switch (fitOn.by) {
    case 'all':
      return { rows: null, words: '' }
    case 'share': {
      const count = Math.round(fitOn.share * table.rowCount)
      const rows = sampleRows(table.rowCount, count, createRng(seed).fork(SHARE_STREAM)).sort()
      const percent = Math.round(fitOn.share * 1000) / 10
      return enough(rows, `a random ${percent} % (seed ${seed})`, table.rowCount)
    }
    case 'before': {
      const column = timeColumn(dataset, fitOn.column)
      const time = parseIsoFast(fitOn.time.trim())
      if (time !== time) {
        const message = `To fit on the rows before a moment, write it as 2024-06-01 or 2024-06-01T12:00, not ${fitOn.time}.`
        throw new UsageError('wrong-time', message, { time: fitOn.time })
      }
      const predicate = { kind: 'range', column: column.index, low: -Infinity, high: time } as const
      const mask = await runWork(matchingRows({ table, scores: null }, predicate), host)
      return enough(rowsOf(mask), `rows before ${fitOn.time.trim()} (${column.name})`, table.rowCount)
    }
    case 'normal': {
      const column = labelColumn(dataset, fitOn.column)
      const { mask, value } = await normalRows(column, fitOn.value, host)
      return enough(rowsOf(mask), `rows labelled ${value} (${column.name})`, table.rowCount)
    }
    case 'where': {
      const names = table.columns.map(({ name }) => name)
      const mask = new Uint8Array(table.rowCount).fill(1)
      for (const condition of fitOn.where)
        intersect(mask, await maskOf(dataset, null, predicateOf(condition, names), host))
      return enough(rowsOf(mask), fitOn.label ?? 'the rows of a filter', table.rowCount)
    }
  }
}

function rowsOf(mask: RowMask): Uint32Array {
  const rows = new Uint32Array(countRows(mask))
  let at = 0
  for (let row = 0; row < mask.length; row++) if (mask[row] === 1) rows[at++] = row
  return rows
}

function enough(rows: Uint32Array, words: string, of: number): FitPart {
  const all = `${of.toLocaleString('en-US')} rows`
  if (rows.length === 0)
    throw new UsageError(
      'no-rows-to-fit',
      `There is nothing to fit on: ${words} leaves none of the ${all}.`,
      {
        rows: 0,
      },
    )
  if (rows.length < FEWEST_ROWS) {
    const message = `There is too little to fit on: ${words} leaves ${rows.length} of the ${all}, and at least ${FEWEST_ROWS} are needed.`
    throw new UsageError('too-few-rows-to-fit', message, { rows: rows.length })
  }
  return { rows, words }
}

function timeColumn(dataset: Dataset, name: string | undefined): Column {
  const column = chosenColumn(dataset, name, 'time')
  if (column?.type === 'datetime') return column
  const message =
    column === null
      ? 'To fit on the rows before a moment, a column of dates or times is needed, and this file has none. Fit on other rows, or read a column as dates.'
      : `To fit on the rows before a moment, ${column.name} has to be read as dates or times; it is read as ${column.type}.`
  throw new UsageError('no-time-column', message, { column: column?.name ?? '' })
}

function labelColumn(dataset: Dataset, name: string | undefined): Column {
  const column = chosenColumn(dataset, name, 'label')
  if (column !== null) return column
  const message =
    'To fit on the rows labelled normal, a label column is needed, and this file has none. Name the column, or give one the role label.'
  throw new UsageError('no-label-column', message)
}

/** The named column, otherwise the main one of a role; null where there is none. */
function chosenColumn({ read, roles }: Dataset, name: string | undefined, role: ColumnRole): Column | null {
  const { columns } = read.table
  if (name === undefined) {
    const main = mainColumn(roles, role)
    return main === null ? null : columns[main]!
  }
  const found = columns.find((column) => column.name === name)
  if (found !== undefined) return found
  const names = columns.map((column) => column.name)
  const message = `The rows to fit on are said by the column ${name}, and there is no such column.${didYouMean(name, names)} The columns are: ${names.join(', ')}.`
  throw new UsageError('unknown-column', message, { column: name })
}

async function normalRows(column: Column, value: string | undefined, host: Host) {
  const { values, mapping, tooMany, reason } = await runWork(valuesOfLabel(column), host)
  const texts = values.map(({ text }) => text)
  const list = texts.slice(0, 8).join(', ') + (texts.length > 8 ? ' …' : '')
  if (tooMany || values.length === 0)
    throw new UsageError('no-label', `${column.name} cannot say which rows are normal. ${reason}`, {
      column: column.name,
    })
  const normal =
    value === undefined
      ? texts.filter((text) => mapping?.values[text] === 'normal')
      : texts.filter((text) => text === value)
  if (normal.length === 0) {
    const message =
      value === undefined
        ? `Which value of ${column.name} means normal cannot be told. Say it; its values are ${list}.`
        : `No row has the value ${value} in ${column.name}. Its values are ${list}.`
    throw new UsageError('no-normal-value', message, { column: column.name })
  }
  const meanings = Object.fromEntries(normal.map((text) => [text, 'normal'] as const))
  const labels = await runWork(rowLabels(column, { values: meanings, missing: 'left-out' }), host)
  const mask = new Uint8Array(labels.length)
  for (let row = 0; row < labels.length; row++) mask[row] = Number(labels[row] === NORMAL)
  return { mask, value: normal.join(' or ') }
}
