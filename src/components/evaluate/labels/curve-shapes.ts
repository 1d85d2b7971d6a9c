import type { EvaluationCurve } from '../../../analysis/evaluate/curves.ts'
import type { AxisTick } from '../../plots/axis-ticks.ts'
import { formatPercent } from '../../plots/format.ts'
import type { Geometry } from '../../explore/column/chart.tsx'

/** One ranking's line, named. */
export interface CurveRun extends EvaluationCurve {
  readonly name: string
}

/** Where a share stands on the axis: percent, or its logarithm to base 10. */
export const POSITIONS = {
  linear: (share: number): number => 100 * share,
  log: (share: number): number => Math.log10(100 * share),
} as const

/** The share at a part (0 … 1) of the axis. */
export function unposition(at: number, [low, high]: readonly [number, number], log: boolean): number {
  const position = low + at * (high - low)
  return (log ? 10 ** position : position) / 100
}

/** A line as an SVG path; a log axis leaves out what is at 0. */
export function curvePath(
  { x, y }: EvaluationCurve,
  geometry: Geometry,
  position: (share: number) => number,
  log: boolean,
): string {
  let d = ''
  for (let i = 0; i < x.length; i++) {
    if (log && !(x[i]! > 0)) continue
    d += `${d === '' ? 'M' : 'L'}${geometry.x(position(x[i]!)).toFixed(1)} ${geometry.y(y[i]!).toFixed(1)}`
  }
  return d
}

/** The top of an axis that holds all lines. */
export function curveHeights(runs: readonly EvaluationCurve[]): number {
  let most = 1
  for (const { y } of runs) for (const value of y) most = Math.max(most, value)
  return most * 1.08
}

export function yTicksOf(): readonly AxisTick[] {
  return [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: formatPercent(at) }))
}

/** The height of a line at x: straight between its points, the first of several at one place. */
export function heightAt({ x, y }: EvaluationCurve, at: number): number {
  let i = 0
  while (i < x.length && x[i]! < at) i++
  if (i >= x.length) return y.at(-1) ?? NaN
  if (i === 0 || x[i] === at) return y[i] ?? NaN
  const part = (at - x[i - 1]!) / (x[i]! - x[i - 1]!)
  return y[i - 1]! + part * (y[i]! - y[i - 1]!)
}
