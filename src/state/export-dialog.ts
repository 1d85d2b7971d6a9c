import { appStore } from './store.ts'

/** A dialog about what is written: rows in a format, or the report. */
export type ExportDialog = 'rows' | 'report'

export function openExportDialog(exportDialog: ExportDialog): void {
  appStore.setState({ exportDialog })
}

export function closeExportDialog(): void {
  appStore.setState({ exportDialog: null })
}
