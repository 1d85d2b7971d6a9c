import { createCsvWriter } from '../export/csv.ts'
import type { QuestionContext } from '../questions/question.ts'
import { columnAt } from '../questions/question.ts'
import type { Column } from '../table/table.ts'
import type { Work } from '../work.ts'
import { cellOf } from './cell-value.ts'
import { duplicates, type DuplicatesRequest } from './duplicates.ts'
import { nearDuplicates, type NearDuplicatesRequest } from './near-duplicates.ts'
import { orderByCode } from './order-by.ts'

export interface GroupFileRequest {
  readonly groups:
    | { readonly kind: 'exact'; readonly of: DuplicatesRequest }
    | { readonly kind: 'near'; readonly of: NearDuplicatesRequest }
  readonly neutraliseFormulas: boolean
}

export interface GroupFile {
  /** CSV, a line for each row of a group, the weightiest group first. */
  readonly text: string
  readonly rows: number
  /** Cells that a spreadsheet would have run as a formula. */
  readonly neutralised: number
}

const SLICE = 4096

/**
 * The groups of duplicates as a file: group, its rows and its amount at stake, then the row (counted from 1 in the
 * file's order) and the cells that were compared.
 *
 * @param request the question whose groups are wanted; its limit does not matter
 * @returns texts as they are in the file, numbers unformatted, times in ISO form (UTC)
 * Errors: those of the question.
 * Cost: that of the question, then linear in the rows of all groups.
 */
export function* groupFile(context: QuestionContext, request: GroupFileRequest): Work<GroupFile> {
  const { groups } = request
  const all = { limit: Infinity, rows: true }
  const answer =
    groups.kind === 'exact'
      ? yield* duplicates(context, { ...groups.of, ...all })
      : yield* nearDuplicates(context, { ...groups.of, ...all })
  const columns = comparedColumns(groups).map((index) => columnAt(context, index))
  const { rows, starts } = yield* orderByCode(answer.groupOf ?? new Int32Array())
  const writer = createCsvWriter(request.neutraliseFormulas)
  const lines = [
    writer.line(
      ['group', 'rows_in_group', 'at_stake', 'row'],
      columns.map(({ name }) => name),
    ),
  ]
  for (let group = 0; group + 1 < starts.length; group++) {
    const { rows: size, stake } = answer.listed[group]!
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const row = rows[i]!
      lines.push(
        writer.line(
          [String(group + 1), String(size), String(stake), String(row + 1)],
          columns.map((column) => plainText(column, row)),
        ),
      )
      if (lines.length % SLICE === 0) yield
    }
  }
  yield
  return { text: lines.join(''), rows: rows.length, neutralised: writer.neutralised }
}

function comparedColumns(groups: GroupFileRequest['groups']): number[] {
  if (groups.kind === 'exact') return [...groups.of.keys]
  const { of } = groups
  const columns = of.by === 'amount' ? [of.entity, of.amount, of.date] : [of.entity, of.id, of.amount]
  return columns.filter((column) => column !== null)
}

function plainText(column: Column, row: number): string {
  const cell = cellOf(column, row)
  if (cell === null) return ''
  if (column.type !== 'datetime' || typeof cell === 'string' || cell - cell !== 0) return String(cell)
  const iso = new Date(cell).toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, -14) : iso
}
