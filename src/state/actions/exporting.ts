import type { ExportRequest } from '../../workers/engine.api.ts'
import type { AppState } from '../app-state.ts'
import { controlTotalsCsv } from '../control-totals-csv.ts'
import { saveBlob } from '../download.ts'
import { getEngine } from '../engine.ts'
import { stemOf } from '../input-name.ts'
import { listSelected } from '../selected-rows.ts'
import { appStore } from '../store.ts'
import { upcomingCut } from './cut.ts'
import { attempt, begin, fail, isCurrent, onProgress } from './work.ts'

const get = appStore.getState
const set = (patch: Partial<AppState>) => appStore.setState(patch)

/** Writes the flagged rows, or all rows with their scores, to a file on the user's machine. */
export async function exportFlagged(what: 'flagged' | 'all' = 'flagged'): Promise<void> {
  const { ranking, neutraliseFormulas } = get()
  if (!ranking || get().work) return
  const cut = upcomingCut()
  const title = what === 'flagged' ? 'Exporting flagged rows' : 'Exporting all rows'
  await exportTo(title, { what, cut, neutraliseFormulas })
}

/** Writes the selected rows, most anomalous first, to a file on the user's machine. */
export async function exportSelected(): Promise<void> {
  const { neutraliseFormulas, work } = get()
  const rows = listSelected(get())?.slice()
  if (!rows || work) return
  const request = { what: 'selected' as const, rows, cut: upcomingCut(), neutraliseFormulas }
  await exportTo('Exporting selected rows', request)
}

async function exportTo(title: string, request: ExportRequest): Promise<void> {
  const mine = begin('exporting', title)
  const result = await attempt(getEngine().exportRows(request, onProgress(mine)))
  if (!isCurrent(mine)) return
  if (!result.ok) {
    fail(result.error)
    return
  }
  const { blob, fileName, rows, neutralised } = result.value
  saveBlob(blob, fileName)
  const cells = neutralised > 0 ? ` ${count(neutralised, 'formula cell')} made harmless.` : ''
  set({ work: null, notice: `${count(rows, 'row')} written to ${fileName}.${cells}` })
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
