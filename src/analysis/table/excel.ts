import { UnreadableInputError } from '../errors.ts'
import type { ByteSource } from './byte-source.ts'

/** An Excel workbook's first sheet as CSV text, and what to say about it. */
export interface SheetSource {
  readonly source: ByteSource
  readonly sheet: string
  readonly sheets: readonly string[]
}

/**
 * Reads the first visible sheet of a workbook and hands it on as CSV (UTF-8, comma, LF).
 *
 * @throws UnreadableInputError when the workbook is damaged, encrypted or has no sheet. Cost: the whole workbook in memory.
 */
export async function firstSheet(source: ByteSource): Promise<SheetSource> {
  const bytes = await wholeFile(source)
  const { readXlsx } = await import('hucre/xlsx')
  const sheets: string[] = []
  let first = -1
  try {
    const book = await readXlsx(bytes, {
      sheets: (info, index) => {
        sheets.push(info.name)
        if (first < 0 && info.hidden !== true && info.veryHidden !== true) first = index
        return first === index
      },
    })
    const sheet = book.sheets[0]
    if (sheet === undefined) throw new Error('the workbook has no visible sheet')
    const csv = new TextEncoder().encode(toCsv(sheet.rows))
    return {
      sheet: sheet.name,
      sheets,
      source: {
        name: source.name,
        size: csv.length,
        async *open() {
          await Promise.resolve()
          yield csv
        },
        async *openAt(position) {
          await Promise.resolve()
          yield csv.subarray(position)
        },
      },
    }
  } catch (error) {
    throw new UnreadableInputError(
      'bad-excel',
      `${source.name} looks like an Excel file but cannot be read (${error instanceof Error ? error.message : String(error)}). ` +
        'Open it in a spreadsheet and save the sheet as CSV.',
      { file: source.name },
    )
  }
}

async function wholeFile(source: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of source.open()) {
    chunks.push(chunk.slice())
    total += chunk.length
  }
  const bytes = new Uint8Array(total)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

type Cell = string | number | boolean | Date | null

function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join(',') + '\n').join('')
}

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return ''
    const iso = cell.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  return String(cell)
}
