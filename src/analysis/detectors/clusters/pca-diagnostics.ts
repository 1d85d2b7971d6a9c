import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Diagnostic } from '../detector.ts'

interface Components {
  readonly kind: 'weighted' | 'reconstruction'
  readonly spectrum: Float64Array
  readonly kept: number
  readonly shown: Float64Array
  readonly scaling: { readonly shift: Float64Array }
}

/** Columns of a component. */
const MOST_COLUMNS = 8

/** The explained-variance curve, and which columns the main components are made of. */
export function pcaFigures(
  { kind, spectrum, kept, shown, scaling }: Components,
  x: Pick<FeatureMatrix, 'names'>,
): readonly Diagnostic[] {
  if (spectrum.length === 0) return []
  const total = spectrum.reduce((sum, value) => sum + value, 0)
  let sum = 0
  const explained = Array.from(spectrum, (value) => (100 * (sum += value)) / total)
  const curve: Diagnostic = {
    kind: 'curve',
    title: 'Explained variance',
    caption:
      kind === 'weighted'
        ? 'How much of the variance of all columns the first components explain together. Few components that explain nearly all mean columns that follow from each other. The score counts every component alike.'
        : 'How much of the variance of all columns the first components explain together. The score is what lies beyond the components that are marked.',
    xLabel: 'Components',
    yLabel: 'Explained variance (%)',
    lines: [{ name: 'Together', x: explained.map((_, k) => k + 1), y: explained }],
    ...(kind === 'reconstruction' &&
      kept > 0 && {
        marks: [{ x: kept, y: explained[kept - 1]!, label: `${kept} kept` }],
      }),
  }
  const width = scaling.shift.length
  const figures = Array.from({ length: shown.length / width }, (_, k): Diagnostic => {
    const vector = shown.subarray(k * width, (k + 1) * width)
    const columns = Array.from(vector.keys())
      .filter((c) => Math.abs(vector[c]!) > 1e-9)
      .sort((a, b) => Math.abs(vector[b]!) - Math.abs(vector[a]!) || a - b)
    return {
      kind: 'figures',
      title: `Component ${k + 1}`,
      caption: `${((100 * spectrum[k]!) / total).toFixed(1)} % of the variance. A column's weight in it, −1 to 1: columns of one sign rise together, the other sign falls.`,
      rows: columns.slice(0, MOST_COLUMNS).map((c) => ({ name: x.names[c]!, value: vector[c]! })),
    }
  })
  return [curve, ...figures]
}
