import type { ReportChoice, ReportFile, ReportRequest, Result } from '../../workers/engine.api.ts'
import { saveBlob } from '../download.ts'
import { getEngine } from '../engine.ts'
import { fileHash } from '../file-hash.ts'
import { labelColumn } from '../labels.ts'
import { appStore } from '../store.ts'
import { exportContext } from './exporting.ts'
import { attempt, begin, fail, isCurrent, onProgress } from './work.ts'

const get = appStore.getState

/** Writes the report and saves it on the user's machine. */
export async function saveReport(choice: ReportChoice): Promise<void> {
  const { ranking, work } = get()
  if (!ranking || work) return
  const mine = begin('exporting', 'Writing the report')
  const request = await requestOf(choice)
  if (!isCurrent(mine)) return
  const result = await attempt(getEngine().report(request, onProgress(mine)))
  if (!isCurrent(mine)) return
  if (!result.ok) {
    fail(result.error)
    return
  }
  const { html, fileName } = result.value
  saveBlob(new Blob([html], { type: 'text/html;charset=utf-8' }), fileName)
  appStore.setState({
    work: null,
    notice: `${fileName} written. It opens without a network; printing it gives a PDF.`,
  })
}

/** The report as it would be saved, to be looked at first. */
export async function previewReport(choice: ReportChoice): Promise<Result<ReportFile>> {
  return attempt(getEngine().report(await requestOf(choice), () => undefined))
}

async function requestOf(choice: ReportChoice): Promise<ReportRequest> {
  const [sha256, label] = await Promise.all([fileHash(), labelOf(choice)])
  return { choice, context: { ...exportContext(), sha256 }, log: get().review.log, label }
}

/** The column with known answers, with the meanings that were set or else proposed. */
async function labelOf({ sections }: ReportChoice): Promise<ReportRequest['label']> {
  const { dataset, labels } = get()
  const column = dataset && sections.includes('metrics') ? labelColumn(dataset, labels) : null
  if (column === null) return null
  if (labels.mapping !== null) return { column: column.index, mapping: labels.mapping }
  const values = await attempt(getEngine().ask('labelValues', { column: column.index }))
  if (!values.ok || values.value.mapping === null) return null
  return { column: column.index, mapping: values.value.mapping }
}
