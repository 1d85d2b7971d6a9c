import { NO_ANCHORS, SESSION_VERSION, type SessionRecord } from '../../storage/session-record.ts'
import type { DatasetSummary, OpenInput } from '../../workers/engine.api.ts'
import type { AppState } from '../app-state.ts'
import { inputName } from '../input-name.ts'
import { newId } from './new-id.ts'
import { progressOf } from './record-of.ts'
import { settingsOf } from './settings-of.ts'
import { viewOf } from './view-of.ts'

/** What is open. */
export interface OpenFile {
  readonly input: OpenInput
  readonly dataset: DatasetSummary
  readonly sha256: string
}

/** A session of the open file, as it is now. */
export function newRecord({ input, dataset, sha256 }: OpenFile, state: AppState): SessionRecord {
  const name = inputName(input)
  const { rowCount: rows, columns } = dataset
  const now = Date.now()
  return {
    version: SESSION_VERSION,
    id: newId(),
    name,
    createdAt: now,
    savedAt: now,
    file: {
      name,
      bytes: bytesOf(input).size,
      sha256,
      kind: input.kind,
      rows,
      columns: columns.map((column) => column.name),
      kept: null,
    },
    settings: settingsOf(state),
    view: viewOf(state),
    anchors: NO_ANCHORS,
    reviewer: state.review.reviewer,
    reasonCodes: state.review.reasonCodes,
    progress: progressOf(state),
  }
}

/** The bytes of what was opened; pasted text is its UTF-8 bytes. */
export function bytesOf(input: OpenInput): Blob {
  return input.kind === 'file' ? input.file : new Blob([input.text])
}
