import type { DatasetSummary } from '../workers/engine.api.ts'
import { getEngine } from './engine.ts'

/** Columns whose figures are worked out before anybody asks: what the engine keeps of them fits its memory. */
const MOST = 30

/**
 * Has the engine profile the columns while nothing else is asked, so that Overview and Explore open with
 * figures. What it keeps is what their questions need; the answer itself is not used.
 *
 * @returns stops it
 */
export function warmUp({ columns }: DatasetSummary): () => void {
  const controller = new AbortController()
  const wanted = columns.slice(0, MOST).map(({ index }) => index)
  const options = { background: true, signal: controller.signal }
  // A failure is told by the view that needs the figures.
  getEngine()
    .ask('profileTable', { columns: wanted }, options)
    .catch(() => undefined)
  return () => controller.abort()
}
