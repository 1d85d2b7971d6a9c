import { niceNumber, timeTicks, type Labelled } from './bin-axis.ts'
import { formatForAxis } from './format.ts'
import type { AxisView } from './scatter-geometry.ts'

/** A label on an axis; `at` is its share of the way from the low end. */
export interface AxisTick {
  readonly at: number
  readonly label: string
}

/** Ticks at round values (times in calendar units), about `want` of them. */
export function axisTicks(view: AxisView, time: boolean, want: number): readonly AxisTick[] {
  const labelled = time
    ? timeTicks(view.low, view.high, want)
    : withLabels(view.log ? powers(view, want) : steps(view.low, view.high, want))
  const span = view.high - view.low
  return labelled
    .map(({ value, label }) => ({
      at: ((view.log ? Math.log10(value) : value) - view.low) / span,
      label,
    }))
    .filter(({ at }) => at >= -1e-9 && at <= 1 + 1e-9)
}

function steps(low: number, high: number, want: number): number[] {
  const step = niceNumber((high - low) / Math.max(1, want))
  if (!(step > 0)) return [low]
  const values: number[] = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && values.length < 100; k++)
    values.push(Number((k * step).toPrecision(12)))
  return values
}

/** Powers of ten, and where there are few of them their multiples. */
function powers({ low, high }: AxisView, want: number): number[] {
  const first = Math.floor(low)
  const last = Math.ceil(high)
  const every = Math.max(1, Math.ceil((last - first) / Math.max(1, want)))
  const decades = high - low
  const multiples = decades * 3 <= want ? [1, 2, 5] : [1]
  const values: number[] = []
  for (let power = first; power <= last; power += every)
    for (const m of multiples) values.push(Number((m * 10 ** power).toPrecision(3)))
  const inside = values.filter((v) => Math.log10(v) >= low && Math.log10(v) <= high)
  return inside.length >= 2 ? inside : steps(10 ** low, 10 ** high, want).filter((v) => v > 0)
}

function withLabels(values: readonly number[]): readonly Labelled[] {
  const format = formatForAxis(values)
  return values.map((value) => ({ value, label: format(value) }))
}
