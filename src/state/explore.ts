import type { ExploreSection } from './explore-state.ts'
import { appStore } from './store.ts'

/** Ways into the Explore screen from anywhere. */

/** Shows one column in full. */
export function openColumn(column: number): void {
  open('column', { column })
}

/** Shows two columns against each other. */
export function openPair(x: number, y: number): void {
  open('pair', { x, y })
}

export function openSection(section: ExploreSection): void {
  open(section, {})
}

function open(
  section: ExploreSection,
  columns: { readonly column?: number; readonly x?: number; readonly y?: number },
): void {
  const { explore } = appStore.getState()
  appStore.setState({ screen: 'explore', explore: { ...explore, section, ...columns } })
}
