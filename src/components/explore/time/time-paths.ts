import { GAP, type PlotBox } from '../../plots/bar-path.ts'
import type { ValueScale } from './value-scale.ts'

/** Bars as one path; those that hold something are at least one pixel high, up or down from the base. */
export function barsPath(values: Float64Array, scale: ValueScale, box: PlotBox): string {
  const slot = box.width / Math.max(1, values.length)
  const gap = slot > 3 ? slot * GAP : 0
  const base = box.y + box.height * (1 - scale.base)
  let path = ''
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (value === 0 || value !== value) continue
    const height = (scale.at(value) - scale.base) * box.height
    const size = Math.max(1, Math.abs(height)) * (value < 0 ? 1 : -1)
    path += `M${round(box.x + k * slot + gap / 2)} ${round(base)}v${round(size)}h${round(slot - gap)}v${round(-size)}z`
  }
  return path
}

/** A line through the middles of neighbouring bins, broken where a bin has no value; lone values are dashes. */
export function linePath(values: Float64Array, scale: ValueScale, box: PlotBox): string {
  const slot = box.width / Math.max(1, values.length)
  const x = (k: number) => round(box.x + (k + 0.5) * slot)
  const y = (value: number) => round(box.y + box.height * (1 - scale.at(value)))
  let path = ''
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (value !== value) continue
    const before = k > 0 && values[k - 1]! === values[k - 1]!
    const after = k + 1 < values.length && values[k + 1]! === values[k + 1]!
    if (before) path += `L${x(k)} ${y(value)}`
    else if (after) path += `M${x(k)} ${y(value)}`
    else path += `M${round(box.x + (k + 0.5) * slot - 2)} ${y(value)}h4`
  }
  return path
}

/** A small square per value, as one path. */
export function dotsPath(values: Float64Array, scale: ValueScale, box: PlotBox, size: number): string {
  const slot = box.width / Math.max(1, values.length)
  let path = ''
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (value !== value) continue
    const share = Math.max(0, Math.min(1, scale.at(value)))
    const x = round(box.x + (k + 0.5) * slot - size / 2)
    path += `M${x} ${round(box.y + box.height * (1 - share) - size / 2)}h${size}v${size}h${-size}z`
  }
  return path
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
