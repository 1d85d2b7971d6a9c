import type { ValueScale } from '../../../analysis/distribution/scale.ts'
import { formatNumber } from '../../plots/format.ts'

/** A position on a scale as the value that stands there. */
export function valueOn(scale: ValueScale, position: number): number {
  return scale === 'log' ? 10 ** position : position
}

/** A value as a position on a scale; NaN where it has none. */
export function positionOn(scale: ValueScale, value: number): number {
  return scale === 'log' ? Math.log10(value) : value
}

/** The value at a position, as people read it. */
export function formatAt(scale: ValueScale, position: number): string {
  return formatNumber(valueOn(scale, position), 5)
}
