import type { Transform } from '../outliers/transform.ts'
import type { CategoryEncoder, ColumnEncoder, Encoder, NumberEncoder, Scale } from './encoder.ts'
import type { FeatureMatrix } from './feature-matrix.ts'

/** How one source column became matrix columns, and what was learned for it: plain data for people. */
export interface EncodedSource {
  /** Index in the table. */
  readonly column: number
  readonly name: string
  /** E.g. `ln(1 + x), limits, robust scale`. */
  readonly encoding: string
  /** The names of its matrix columns. */
  readonly columns: readonly string[]
  /** Figures in the column's own unit, or on the scale that `unit` says. */
  readonly learned: readonly Learned[]
  readonly imputed: number
}

export interface Learned {
  readonly label: string
  readonly value: number | string
  /** Which scale the figure is on: the column's own, the transformed one, or a share of rows. */
  readonly unit: 'own' | 'transformed' | 'share' | 'none'
}

export const TRANSFORM_WORDS: Readonly<Record<Transform, string>> = {
  none: 'as it is',
  log: 'ln x',
  log1p: 'ln(1 + x)',
  asinh: 'asinh x',
}

const SCALE_WORDS = { standard: 'standard scale', robust: 'robust scale', 'min-max': '0 to 1' } as const

/**
 * What is done to a column, in a few words.
 *
 * @param plain the words for a column to which nothing particular is done
 */
export function encodingWords(encoder: ColumnEncoder, plain: string): string {
  const scale = encoder.kind === 'time' ? null : encoder.scale
  const scaled = scale === null ? [] : [scaleWords(scale)]
  if (encoder.kind === 'number') {
    const { transform, limits } = encoder
    const steps = [
      ...(transform === 'none' ? [] : [TRANSFORM_WORDS[transform]]),
      ...(limits === null ? [] : ['limits']),
      ...scaled,
    ]
    return steps.length === 0 ? plain : steps.join(', ')
  }
  if (encoder.kind === 'category') return [categoryWords(encoder), ...scaled].join(', ')
  return [plain, ...scaled].join(', ')
}

function categoryWords({ way, shown, groupOf, counts }: CategoryEncoder): string {
  const missing = groupOf[groupOf.length - 1]!
  const own = missing >= 0 && groupOf.indexOf(missing) === groupOf.length - 1
  const values = counts.length - Number(own)
  if (way === 'ordinal') return `place in the order (${values} values)`
  if (way === 'frequency') return 'frequency of each value'
  return shown.length === 1 ? 'one column for its two values' : `one column per value (${values})`
}

function scaleWords(scale: Scale): string {
  if (scale.kind === 'linear') return SCALE_WORDS[scale.of]
  return scale.to === 'normal' ? 'quantiles of a normal distribution' : 'quantiles'
}

/** Every source column with its matrix columns and what was learned. Cost: the number of matrix columns. */
export function describeEncoding(
  encoder: Encoder,
  matrix: FeatureMatrix,
  choices: readonly { readonly column: number; readonly encoding: string; readonly imputed: number }[],
): EncodedSource[] {
  const names: string[][] = matrix.sources.map(() => [])
  matrix.names.forEach((name, c) => names[matrix.sourceOf[c]!]!.push(name))
  const choiceOf = new Map(choices.map((choice) => [choice.column, choice]))
  return encoder.columns.map((of, source) => {
    const { column } = matrix.sources[source]!
    const choice = choiceOf.get(column)
    return {
      column,
      name: of.name,
      encoding: choice?.encoding ?? '',
      columns: names[source]!,
      learned: learnedOf(of, encoder.rows),
      imputed: choice?.imputed ?? 0,
    }
  })
}

function learnedOf(encoder: ColumnEncoder, rows: number): Learned[] {
  switch (encoder.kind) {
    case 'number':
      return [...numberFigures(encoder), ...scaleFigures(encoder.scale, encoder.transform)]
    case 'category': {
      const { counts, way, merged } = encoder
      const most = counts.reduce((a, b) => Math.max(a, b), 0)
      return [
        { label: 'values', value: counts.length, unit: 'none' },
        ...(merged > 0 ? [{ label: 'rare values put together', value: merged, unit: 'none' } as const] : []),
        ...(way === 'ordinal'
          ? []
          : [{ label: 'most frequent', value: most / rows, unit: 'share' } as const]),
        ...scaleFigures(encoder.scale, 'none'),
      ]
    }
    case 'text':
      return [
        { label: 'different texts', value: encoder.counts.length, unit: 'none' },
        ...scaleFigures(encoder.scale, 'none'),
      ]
    case 'time':
      return [
        {
          label: 'on the clock',
          value: encoder.timed ? 'hour and weekday' : 'weekday',
          unit: 'none',
        },
      ]
  }
}

const FILL_WORDS = {
  median: 'median',
  mean: 'mean',
  mode: 'most frequent value',
  constant: 'chosen value',
  neighbours: 'median, for cells without a neighbour',
} as const

function numberFigures({ fill, standIn, limits, transform }: NumberEncoder): Learned[] {
  const unit = transform === 'none' ? 'own' : 'transformed'
  return [
    { label: FILL_WORDS[fill], value: standIn, unit: 'own' },
    ...(limits === null || limits.low === null
      ? []
      : [{ label: 'lower limit', value: limits.low, unit } as const]),
    ...(limits === null || limits.high === null
      ? []
      : [{ label: 'upper limit', value: limits.high, unit } as const]),
  ]
}

function scaleFigures(scale: Scale | null, transform: Transform): Learned[] {
  if (scale === null) return []
  const unit = transform === 'none' ? 'own' : 'transformed'
  if (scale.kind === 'quantiles') return [{ label: 'quantiles', value: scale.quantiles.length, unit: 'none' }]
  const [centre, width] = {
    standard: ['mean', 'standard deviation'] as const,
    robust: ['median of the scale', 'interquartile range'] as const,
    'min-max': ['smallest', 'range'] as const,
  }[scale.of]
  return [
    { label: centre, value: scale.shift, unit },
    { label: width, value: 1 / scale.factor, unit },
  ]
}
