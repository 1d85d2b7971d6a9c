import type { ExportDialog } from './app-state.ts'
import { appStore } from './store.ts'

export function openExportDialog(exportDialog: ExportDialog): void {
  appStore.setState({ exportDialog })
}

export function closeExportDialog(): void {
  appStore.setState({ exportDialog: null })
}
