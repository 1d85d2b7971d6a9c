import type { Curve } from '../../../analysis/run-context.ts'
import type { CurveRow } from './curve-geometry.ts'
import { formatNumber } from '../../plots/format.ts'

/** What a curve shows, in a sentence for each line and for what is marked. */
export function curveText({ xLabel, yLabel, lines, marks = [] }: Curve): string {
  const unit = lowered(withoutRemark(xLabel))
  const sentences = lines.map(({ name, x, y }) => {
    const last = y.length - 1
    if (last < 0) return `${name}: no point yet`
    const quantity = lines.length === 1 ? yLabel : name
    if (last === 0) return `${quantity}: ${digits(y[0])} at ${unit} ${digits(x[0])}`
    return `${quantity}: ${digits(y[0])} at ${unit} ${digits(x[0])}, ${digits(y[last])} at ${digits(x[last])}`
  })
  const marked = marks.map(({ label, y }) => `${label} (${digits(y)})`)
  return [...sentences, ...marked].join('; ')
}

/** Where the curve of a run that still works stands: short, for being read out now and then. */
export function latestText({ title, lines }: Curve): string {
  const values = lines.flatMap(({ name, y }) =>
    y.length > 0 ? [`${lowered(name)} ${digits(y.at(-1))}`] : [],
  )
  return `${title}: ${values.join(', ')}`
}

/** What is read out of the points at one x. */
export function pointText({ xLabel, yLabel, lines, marks = [] }: Curve, point: CurveRow | undefined): string {
  if (!point) return ''
  const values = point.y.flatMap((value, l) => {
    const name = lines.length === 1 ? yLabel : (lines[l]?.name ?? '')
    return value === null ? [] : [`${lowered(name)} ${digits(value)}`]
  })
  const marked = marks.filter((mark) => mark.x === point.x).map(({ label }) => label)
  return [`${withoutRemark(xLabel)} ${digits(point.x)}`, ...values, ...marked].join(', ')
}

export function digits(value: number | undefined): string {
  return value === undefined ? '–' : formatNumber(value, 4)
}

/** `Epoch (passes over the rows)` without what is in brackets. */
function withoutRemark(label: string): string {
  return label.replace(/\s*\(.*\)$/, '')
}

/** Inside a sentence; abbreviations stay. */
function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
