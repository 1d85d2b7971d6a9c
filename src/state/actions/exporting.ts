import type { ExportContext, ExportFormat, ExportRequest } from '../../workers/engine.api.ts'
import type { AppState } from '../app-state.ts'
import { controlTotalsCsv } from '../control-totals-csv.ts'
import { saveBlob } from '../download.ts'
import { exportedLog } from '../exported-log.ts'
import { getEngine } from '../engine.ts'
import { fileHash } from '../file-hash.ts'
import { stemOf } from '../input-name.ts'
import { listSelected } from '../selected-rows.ts'
import { appStore } from '../store.ts'
import { VERSION } from '../version.ts'
import { upcomingChoice, upcomingCut } from './cut.ts'
import { attempt, begin, fail, isCurrent, onProgress } from './work.ts'

const get = appStore.getState
const set = (patch: Partial<AppState>) => appStore.setState(patch)

/** Writes the flagged rows, or all rows with their scores, to a file on the user's machine. */
export async function exportFlagged(
  what: 'flagged' | 'all' = 'flagged',
  format: ExportFormat = 'csv',
): Promise<void> {
  const { ranking, neutraliseFormulas } = get()
  if (!ranking || get().work) return
  const title = what === 'flagged' ? 'Exporting flagged rows' : 'Exporting all rows'
  await exportTo(title, { what, format, neutraliseFormulas, context: exportContext() })
}

/** Writes the selected rows, most anomalous first, to a file on the user's machine. */
export async function exportSelected(format: ExportFormat = 'csv'): Promise<void> {
  const { neutraliseFormulas, work } = get()
  const rows = listSelected(get())?.slice()
  if (!rows || work) return
  const request = { what: 'selected' as const, format, rows, neutraliseFormulas, context: exportContext() }
  await exportTo('Exporting selected rows', request)
}

/** What the page knows and the engine does not, for what is written. */
export function exportContext(): ExportContext {
  const { review } = get()
  return {
    sha256: review.fileHash,
    cutChoice: upcomingChoice(),
    cut: upcomingCut(),
    decisions: review.decided.decisions,
    log: exportedLog(review),
    version: VERSION,
    at: Date.now(),
  }
}

/** An export does not wait for ever: without a hash it says that there is none. */
const HASH_LIMIT_MS = 20_000

async function exportTo(title: string, request: ExportRequest): Promise<void> {
  const mine = begin('exporting', title)
  // What is written says which bytes it comes from: for a large file they may still be hashed.
  const sha256 = await fileHash(HASH_LIMIT_MS)
  if (!isCurrent(mine)) return
  const known = { ...request, context: { ...request.context, sha256 } }
  const result = await attempt(getEngine().exportRows(known, onProgress(mine)))
  if (!isCurrent(mine)) return
  if (!result.ok) {
    fail(result.error)
    return
  }
  const { blob, fileName, rows, neutralised, shortened } = result.value
  saveBlob(blob, fileName)
  const cells = neutralised > 0 ? ` ${count(neutralised, 'formula cell')} made harmless.` : ''
  const cut =
    shortened > 0
      ? ` ${count(shortened, 'cell')} cut off after 32,767 characters, the most that Excel takes.`
      : ''
  set({ work: null, notice: `${count(rows, 'row')} written to ${fileName}.${cells}${cut}` })
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString()} ${noun}${n === 1 ? '' : 's'}`
}

/** Writes what was read, left out and flagged, to be compared with the source. */
export function saveControlTotals(): void {
  const state = get()
  if (!state.input) return
  // With a byte order mark, so that spreadsheets read the names as UTF-8.
  const csv = `\ufeff${controlTotalsCsv({ ...state, cut: upcomingCut() })}`
  saveBlob(new Blob([csv], { type: 'text/csv' }), `${stemOf(state.input)}.control-totals.csv`)
}

/** Whether cells that a spreadsheet would run are made harmless. */
export function setNeutraliseFormulas(neutraliseFormulas: boolean): void {
  set({ neutraliseFormulas })
}
