import type { AddedColumn } from './added-column.ts'
import { float32Text } from './float32-text.ts'
import { NOTHING_CHANGED, type Sink, type TablePlan, type TableWriter } from './table-writer.ts'
import { createTextChunks } from './text-chunks.ts'

/**
 * Rows as one JSON object: what they are and where they come from, then `rows`, one object on a line each, with
 * the cells as the file has them, in the order of `columns`.
 */
export function createJsonTable(plan: TablePlan, sink: Sink): TableWriter {
  const out = createTextChunks()
  const { about, columns, added, lineOf } = plan
  const head = {
    flagstone: 'rows',
    about,
    columns: columns.map(({ name, type, format }) => ({ name, type, format: format.code })),
  }
  out.add(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rows": [`)
  let written = 0
  return {
    async write({ rows, cells }) {
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!
        const own = added.map((column) => `,${JSON.stringify(column.name)}:${ownValue(column, row)}`).join('')
        const line = `{"row":${row + 1},"line":${lineOf(row)}${own},"cells":${JSON.stringify(cells[i])}}`
        out.add(`${written++ === 0 ? '' : ','}\n    ${line}`)
      }
      const piece = out.take()
      if (piece) await sink(piece)
    },
    async finish() {
      out.add(written === 0 ? ']\n}\n' : '\n  ]\n}\n')
      await sink(out.rest())
    },
    changed: NOTHING_CHANGED,
  }
}

function ownValue(column: AddedColumn, row: number): string {
  const value = column.value(row)
  if (value === null) return 'null'
  switch (column.kind) {
    case 'score':
      return float32Text(column.value(row) ?? 0)
    case 'time':
      return JSON.stringify(new Date(column.value(row) ?? 0).toISOString())
    case 'words':
      return JSON.stringify(column.list === true ? String(value).split('\n') : value)
    case 'count':
    case 'flag':
      return JSON.stringify(value)
  }
}
