import { UsageError } from '../errors.ts'
import type { Column } from '../table/table.ts'
import { oneLine, type AddedColumn } from './added-column.ts'
import {
  LONGEST_CELL,
  WORKSHEET_COLUMNS,
  WORKSHEET_ROWS,
  columnLetters,
  flagCell,
  numberCell,
  serialDate,
  textCell,
} from './xlsx-cells.ts'
import type { RowBlock, Sink, TablePlan, TableWriter } from './table-writer.ts'
import { workbookTemplate, type Template } from './xlsx-template.ts'
import { createZipWriter, type OpenEntry } from './zip.ts'

/** Rows that become XML at once. */
const SLICE = 512

/**
 * Rows as an Excel workbook, written while they come: numbers and dates as such, everything else as the text that
 * the file has, also what could not be read as its column's type. Never a formula.
 *
 * @throws UsageError `too-many-rows` or `too-many-columns` beyond what a worksheet holds
 */
export function createXlsxTable(plan: TablePlan, sink: Sink): TableWriter {
  refuseTooLarge(plan)
  const zip = createZipWriter(sink)
  const encoder = new TextEncoder()
  const letters = [...plan.added, ...plan.columns].map((_, c) => columnLetters(c))
  let template: Template | null = null
  let sheet: OpenEntry | null = null
  let line = 1
  let shortened = 0

  const text = (column: string, value: string): string => {
    if (value.length <= LONGEST_CELL) return textCell(column, line, value)
    shortened++
    return textCell(column, line, value.slice(0, LONGEST_CELL))
  }

  async function begin(sample: RowBlock): Promise<{ template: Template; sheet: OpenEntry }> {
    const made = await workbookTemplate(plan, sample)
    for (const entry of made.entries) await zip.add(entry)
    const opened = await zip.open(made.sheetName)
    await opened.write(encoder.encode(made.before))
    template = made
    sheet = opened
    return { template: made, sheet: opened }
  }

  function ownCell(column: AddedColumn, c: number, row: number, style: string): string {
    const at = letters[c]!
    if (column.kind === 'words') {
      const words = oneLine(column, row)
      return words === '' ? '' : text(at, words)
    }
    if (column.kind === 'flag') {
      const flag = column.value(row)
      return flag === null ? '' : flagCell(at, line, style, flag)
    }
    const value = column.value(row)
    const number = value === null ? null : column.kind === 'time' ? serialDate(value) : value
    if (number === null) return ''
    return numberCell(at, line, style, number)
  }

  function fileCell(column: Column, c: number, row: number, cell: string, style: string): string {
    if (cell === '') return ''
    if (column.type === 'number') {
      const value = column.values[row]!
      if (value - value === 0) return numberCell(letters[c]!, line, style, value)
    } else if (column.type === 'datetime') {
      const serial = serialDate(column.values[row]!)
      if (serial !== null) return numberCell(letters[c]!, line, style, serial)
    }
    return text(letters[c]!, cell)
  }

  function sliceXml({ styles }: Template, { rows, cells }: RowBlock, from: number, to: number): string {
    const { added, columns } = plan
    let xml = ''
    for (let i = from; i < to; i++) {
      const row = rows[i]!
      line++
      xml += `<row r="${line}">`
      for (let c = 0; c < added.length; c++) xml += ownCell(added[c]!, c, row, styles[c]!)
      for (let c = 0; c < columns.length; c++) {
        const at = added.length + c
        xml += fileCell(columns[c]!, at, row, cells[i]![c]!, styles[at]!)
      }
      xml += '</row>'
    }
    return xml
  }

  return {
    async write(block) {
      const open = template !== null && sheet !== null ? { template, sheet } : await begin(block)
      for (let from = 0; from < block.rows.length; from += SLICE) {
        const to = Math.min(from + SLICE, block.rows.length)
        await put(open.sheet, encoder.encode(sliceXml(open.template, block, from, to)))
        await plan.breathe()
      }
    },
    async finish() {
      const empty: RowBlock = { rows: new Uint32Array(), cells: [] }
      const open = template !== null && sheet !== null ? { template, sheet } : await begin(empty)
      await put(open.sheet, encoder.encode(open.template.after))
      await open.sheet.close()
      await zip.finish()
    },
    get changed() {
      return { neutralised: 0, shortened }
    },
  }
}

async function put(sheet: OpenEntry, content: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await sheet.write(content)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = 'These rows need more than the 4 GB that a worksheet may have. Export CSV or Parquet.'
    throw new UsageError('too-large-for-xlsx', message)
  }
}

function refuseTooLarge({ rowCount, added, columns }: TablePlan): void {
  if (rowCount >= WORKSHEET_ROWS) {
    const rows = rowCount.toLocaleString('en-US')
    const message = `An Excel worksheet holds 1,048,576 rows with its header, and ${rows} are to be written. Export CSV or Parquet.`
    throw new UsageError('too-many-rows-for-xlsx', message, { rows: rowCount, limit: WORKSHEET_ROWS - 1 })
  }
  const width = added.length + columns.length
  if (width > WORKSHEET_COLUMNS) {
    const message = `An Excel worksheet holds 16,384 columns, and ${width.toLocaleString('en-US')} are to be written. Export CSV or Parquet.`
    throw new UsageError('too-many-columns-for-xlsx', message, { columns: width, limit: WORKSHEET_COLUMNS })
  }
}
