import type { ExportFormat } from '../../workers/engine.api.ts'
import { formatCount } from '../plots/format.ts'

/** Rows of an Excel worksheet without its header. */
const EXCEL_ROWS = 1_048_575

/** Why a format cannot hold so many rows, and which ones can; null: it can. */
export function tooManyRows(format: ExportFormat, rows: number): string | null {
  if (format !== 'xlsx' || rows <= EXCEL_ROWS) return null
  return `An Excel worksheet holds 1,048,576 rows with its header, and these are ${formatCount(rows)}. Choose CSV or Parquet.`
}
