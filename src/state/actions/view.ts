import type { Screen } from '../app-state.ts'
import { appStore } from '../store.ts'

/** The row whose reasons are shown; null: none. */
export function selectRow(row: number | null): void {
  if (row !== appStore.getState().selectedRow) appStore.setState({ selectedRow: row })
}

export function setScreen(screen: Screen): void {
  appStore.setState({ screen })
}
