import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Diagnostic } from '../detector.ts'

interface Components {
  readonly kind: 'weighted' | 'reconstruction'
  readonly components: Float64Array
  readonly variances: Float64Array
  readonly spectrum: Float64Array
}

/** Components described one by one, and columns of each. */
const MOST_COMPONENTS = 3
const MOST_COLUMNS = 8

/** The explained-variance curve, and which columns the main components are made of. */
export function pcaFigures(
  { kind, components, variances, spectrum }: Components,
  x: Pick<FeatureMatrix, 'names'>,
): readonly Diagnostic[] {
  if (spectrum.length === 0) return []
  const total = spectrum.reduce((sum, value) => sum + value, 0)
  let sum = 0
  const explained = Array.from(spectrum, (value) => (100 * (sum += value)) / total)
  const used = variances.length
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
      used > 0 && {
        marks: [{ x: used, y: explained[used - 1]!, label: `${used} kept` }],
      }),
  }
  const width = used === 0 ? 0 : components.length / used
  const figures = Array.from({ length: Math.min(MOST_COMPONENTS, used) }, (_, k): Diagnostic => {
    const vector = components.subarray(k * width, (k + 1) * width)
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
