import type { ValueGroup } from '../../../analysis/distribution/group-distributions.ts'
import { formatCount, formatNumber } from '../../plots/format.ts'

export type GroupShape = 'box' | 'violin'

export function groupName({ level }: Pick<ValueGroup, 'level'>): string {
  if (level.kind === 'missing') return 'missing'
  if (level.kind === 'other') return `other (${formatCount(level.values)} values)`
  return typeof level.value === 'number' ? formatNumber(level.value) : level.value
}

/** Rows of one group, also those without a place on the axis. */
export function rowsOf(counts: ArrayLike<number>, group: number, cells: number): number {
  let sum = 0
  for (let c = group * cells; c < (group + 1) * cells; c++) sum += counts[c]!
  return sum
}
