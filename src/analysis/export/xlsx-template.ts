import { writeXlsx, type ColumnDef, type WriteSheet } from 'hucre/xlsx'
import type { Column } from '../table/table.ts'
import { aboutLines } from './about.ts'
import type { AddedColumn } from './added-column.ts'
import { columnLetters } from './xlsx-cells.ts'
import type { RowBlock, TablePlan } from './table-writer.ts'
import { unpacked, zipEntries, type ZipEntry } from './zip.ts'

/** A workbook whose rows are still to come. */
export interface Template {
  /** Everything but the sheet of rows. */
  readonly entries: readonly ZipEntry[]
  readonly sheetName: string
  /** The sheet of rows up to its header row, and after its last row. */
  readonly before: string
  readonly after: string
  /** Per column the style of its numbers, as an attribute. */
  readonly styles: readonly string[]
}

const SHEET = 'xl/worksheets/sheet1.xml'

/**
 * Makes a workbook with a header row, frozen and with filters, widths and number formats, and a second sheet
 * that says where the rows come from. A specimen row tells which style each column has; rows are put in its place.
 *
 * @param sample rows that the widths are taken from
 */
export async function workbookTemplate(plan: TablePlan, sample: RowBlock): Promise<Template> {
  const { added, columns } = plan
  const names = [...added.map(({ name }) => name), ...columns.map(({ name }) => name)]
  const formats = [...added.map(addedFormat), ...columns.map(columnFormat)]
  const header = new Map(
    names.map((name, c) => [
      `0,${c}`,
      { value: name, type: 'string' as const, style: { font: { bold: true }, fill: HEADER_FILL } },
    ]),
  )
  const sheet: WriteSheet = {
    name: 'Rows',
    columns: formats.map((numFmt, c): ColumnDef => {
      const width = c < added.length ? addedWidth(added[c]!) : cellsWidth(names[c]!, sample, c - added.length)
      return { width, ...(numFmt === null ? {} : { numFmt }) }
    }),
    rows: [names, formats.map(() => 1)],
    cells: header,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${columnLetters(names.length - 1)}${plan.rowCount + 1}` },
  }
  const about: WriteSheet = {
    name: 'About',
    columns: [{ width: 30, style: { font: { bold: true } } }, { width: 100 }],
    rows: aboutLines(plan.about).map(([name, value]) => [name, value]),
  }
  const book = await writeXlsx({ sheets: [sheet, about] })
  const entries = zipEntries(new Uint8Array(book))
  const rows = entries.find(({ name }) => name === SHEET)
  if (rows === undefined) throw new Error('the workbook has no sheet')
  const xml = new TextDecoder().decode(await unpacked(rows))
  const specimen = /<row r="2"[^>]*>.*?<\/row>/s.exec(xml)
  if (specimen === null) throw new Error('the sheet has no rows')
  const styles = [...specimen[0].matchAll(/<c r="[A-Z]+2"( s="\d+")?/g)].map(([, style = '']) => style)
  return {
    entries: entries.filter(({ name }) => name !== SHEET),
    sheetName: SHEET,
    before: xml
      .slice(0, specimen.index)
      .replace(
        /<dimension ref="[^"]*"\/>/,
        `<dimension ref="A1:${columnLetters(names.length - 1)}${plan.rowCount + 1}"/>`,
      ),
    after: xml.slice(specimen.index + specimen[0].length),
    styles,
  }
}

const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E9ECEF' } } as const

const DATE = 'yyyy-mm-dd'
const TIME = 'yyyy-mm-dd hh:mm:ss'
const MOMENT = 'yyyy-mm-dd hh:mm:ss.000'

function addedFormat({ kind }: AddedColumn): string | null {
  return kind === 'count' ? '0' : kind === 'score' ? '0.0000' : kind === 'time' ? TIME : null
}

/** Whole numbers without an exponent; decimals as a spreadsheet shows them; moments as precise as they are. */
function columnFormat(column: Column): string | null {
  if (column.type === 'number') return column.format.code === 'integer' ? '0' : null
  if (column.type !== 'datetime') return null
  let format = DATE
  for (const time of column.values) {
    if (time % 86_400_000 === 0 || time !== time) continue
    if (time % 1000 !== 0) return MOMENT
    format = TIME
  }
  return format
}

function addedWidth(column: AddedColumn): number {
  if (column.kind === 'time') return 20
  if (column.kind !== 'words') return 10
  return column.list === true ? 60 : column.name === 'note' ? 40 : 18
}

const WIDEST = 50
const NARROWEST = 8

/** As wide as the cells of the first rows, within limits. */
function cellsWidth(name: string, { cells }: RowBlock, column: number): number {
  let width = name.length + 3 // room for the button of the filter
  for (const row of cells) width = Math.max(width, (row[column] ?? '').length + 1)
  return Math.max(NARROWEST, Math.min(width, WIDEST))
}
