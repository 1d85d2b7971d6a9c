import { createCsvWriter, inert } from './csv.ts'
import { oneLine, type AddedColumn } from './added-column.ts'
import { float32Text } from './float32-text.ts'
import type { Sink, TablePlan, TableWriter } from './table-writer.ts'
import { createTextChunks } from './text-chunks.ts'

/**
 * Rows as CSV: UTF-8, comma, RFC 4180; the added columns, then the file's own with their cells as the file has
 * them, but for formula cells where these are neutralised.
 */
export function createCsvTable(plan: TablePlan, sink: Sink): TableWriter {
  const csv = createCsvWriter(plan.neutralise)
  const out = createTextChunks()
  const own = plan.added.map((column) => ownCell(column, plan.neutralise))
  out.add(
    csv.line(
      plan.added.map(({ name }) => name),
      plan.columns.map(({ name }) => name),
    ),
  )
  return {
    async write({ rows, cells }) {
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!
        out.add(
          csv.line(
            own.map((cell) => cell(row)),
            cells[i]!,
          ),
        )
      }
      const piece = out.take()
      if (piece) await sink(piece)
    },
    async finish() {
      await sink(out.rest())
    },
    get changed() {
      return { neutralised: csv.neutralised, shortened: 0 }
    },
  }
}

/** Words of ours may begin with words of the file or of a reviewer, which a spreadsheet may run. */
function ownCell(column: AddedColumn, neutralise: boolean): (row: number) => string {
  switch (column.kind) {
    case 'count':
      return (row) => String(column.value(row) ?? '')
    case 'score':
      return (row) => {
        const score = column.value(row)
        return score === null ? '' : float32Text(score)
      }
    case 'flag':
      return (row) => {
        const flag = column.value(row)
        return flag === null ? '' : flag ? '1' : '0'
      }
    case 'time':
      return (row) => {
        const time = column.value(row)
        return time === null ? '' : new Date(time).toISOString()
      }
    case 'words':
      return (row) => {
        const text = oneLine(column, row)
        return neutralise ? inert(text) : text
      }
  }
}
