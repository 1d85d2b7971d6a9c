import { niceNumber } from '../../plots/bin-axis.ts'
import { countScale } from '../../plots/count-scale.ts'
import { formatForAxis } from '../../plots/format.ts'

/** Where values stand upright, as a share of the height: 0 is the bottom, 1 the top. */
export interface ValueScale {
  at(value: number): number
  /** Where bars begin. */
  readonly base: number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

const ROOM = 1.04

/** For bars: from zero, down as well where values are negative. `log` is for counts. */
export function barScale(values: Float64Array, log: boolean): ValueScale {
  const { min, max } = extremes(values)
  if (log) {
    const { height, top, ticks } = countScale(Math.max(1, max), true)
    const format = formatForAxis(ticks.map(({ count }) => count))
    return {
      at: (value) => height(value) / top,
      base: 0,
      ticks: ticks.map(({ at, count }) => ({ at: at / top, label: format(count) })),
    }
  }
  return linear(Math.min(0, min) * ROOM, Math.max(0, max) * ROOM, 0)
}

/** For lines: over the values' own range, with some room. */
export function lineScale(values: readonly Float64Array[]): ValueScale {
  let low = Infinity
  let high = -Infinity
  for (const part of values) {
    const { min, max } = extremes(part)
    low = Math.min(low, min)
    high = Math.max(high, max)
  }
  if (low > high) return linear(0, 1, 0)
  const room = (high - low || Math.abs(high) || 1) * 0.08
  // A mean that is never far from zero is shown from zero.
  const bottom = low >= 0 && low < 0.5 * high ? 0 : low - room
  return linear(bottom, high + room, 0)
}

function extremes(values: Float64Array): { readonly min: number; readonly max: number } {
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}

function linear(low: number, high: number, base: number): ValueScale {
  const bottom = Number.isFinite(low) ? low : 0
  const span = Number.isFinite(high) && high > bottom ? high - bottom : 1
  const step = niceNumber(span / 4)
  const values: number[] = []
  for (let k = Math.ceil(bottom / step - 1e-9); k * step <= bottom + span * (1 + 1e-9); k++)
    values.push(Number((k * step).toPrecision(12)))
  const format = formatForAxis(values)
  const at = (value: number) => (value - bottom) / span
  return {
    at,
    base: Math.max(0, Math.min(1, at(base))),
    ticks: values.map((value) => ({ at: at(value), label: format(value) })),
  }
}
