import type { LinkedCounts } from '../../state/linked-views.ts'
import { formatCount } from './format.ts'

/** For a summary: how many rows other views' selections leave, e.g. `; 312 selected`. Empty without a selection. */
export function selectedText(counts: LinkedCounts): string {
  const selected = counts.selected()
  if (!selected) return ''
  let rows = 0
  for (const n of selected) rows += n
  return `; ${formatCount(rows)} selected`
}
