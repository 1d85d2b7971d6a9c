import type { DatasetSummary } from '../workers/engine.api.ts'
import { getEngine } from './engine.ts'

/** Columns whose figures are worked out before anybody asks: what the engine keeps of them fits its memory. */
const MOST = 16

/**
 * Has the engine draw its sample and profile the first columns while nothing else is asked, so that Overview
 * and Explore open with figures. What it keeps is what their questions need; the answers are not used.
 *
 * @returns stops it
 */
export function warmUp({ columns }: DatasetSummary): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const run = async () => {
    const engine = getEngine()
    await engine.ask('profileTable', { columns: [] }, { sample: true, signal })
    for (const { index } of columns.slice(0, MOST))
      await engine.ask('profileColumn', { column: index }, { background: true, signal })
  }
  // A failure is told by the view that needs the figures.
  run().catch(() => undefined)
  return () => controller.abort()
}
