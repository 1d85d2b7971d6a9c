import { getEngine } from './engine.ts'
import type { RequestOf } from '../workers/engine.api.ts'
import { showError } from './actions/work.ts'
import { saveBlob } from './download.ts'
import { appStore } from './store.ts'

/** Writes groups of duplicates to a file on the user's machine, a line for each row. */
export async function saveGroups(
  groups: RequestOf<'groupFile'>['groups'],
  what: 'exact-duplicates' | 'near-duplicates',
): Promise<void> {
  const { dataset, neutraliseFormulas } = appStore.getState()
  if (!dataset) return
  const result = await getEngine().ask('groupFile', { groups, neutraliseFormulas }, {})
  if (!result.ok) {
    showError(result.error)
    return
  }
  const { text, rows, neutralised } = result.value
  const fileName = `${dataset.name.replace(/(\.csv|\.tsv|\.txt|\.xlsx)?(\.gz)?$/iu, '')}-${what}.csv`
  // With a byte order mark, so that spreadsheets read the texts as UTF-8.
  saveBlob(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), fileName)
  const cells = neutralised > 0 ? ` ${neutralised.toLocaleString()} formula cells made harmless.` : ''
  appStore.setState({ notice: `${rows.toLocaleString()} rows written to ${fileName}.${cells}` })
}
