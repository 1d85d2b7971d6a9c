import { columnValues } from '../../outliers/column-values.ts'
import { medianBand, type Band } from '../../outliers/spread.ts'
import { sortedFinite } from '../../statistics/sorted-values.ts'
import { finish } from '../../work.ts'
import { COLUMN_PARAM, TRANSFORM_PARAM, bandDetector } from './band-detector.ts'
import { findColumn } from './chosen-column.ts'

export type ModifiedZParams = {
  readonly column: string
  readonly columns: string
  readonly transform: string
}

/**
 * |x − median| / (1.4826 MAD), of one column or over all features: a deviation that outliers cannot hide by
 * widening the spread. With `largest` it stays what it is for one column, a number of robust standard deviations,
 * so that 3.5 means the same; with `sum`, the root of the sum of squares, several unusual values add up.
 *
 * Columns in which more than half of the values are equal (MAD = 0: indicators, mostly zeros) are measured by the
 * mean absolute deviation, which their rare values hardly widen: with `largest` they would always be the largest,
 * and take no part while there are others.
 */
export const modifiedZ = bandDetector<ModifiedZParams>({
  info: {
    id: 'modified-z',
    name: 'Median and MAD (modified z)',
    family: 'statistical',
    source: 'Iglewicz & Hoaglin, 1993',
    summary: 'How many robust standard deviations a value lies from the median of its column.',
    goodAt:
      'Single extreme values, however many and however large: they do not widen the spread they are measured by.',
    badAt:
      'Skewed columns unless a logarithm is taken, and columns in which half of the values are the same.',
    params: [
      COLUMN_PARAM,
      {
        kind: 'choice',
        key: 'columns',
        label: 'Columns together',
        help: 'Whether one column is looked at, or every feature, of which the largest deviation counts or all together.',
        options: [
          { value: 'one', label: 'the one column' },
          { value: 'largest', label: 'every feature: the largest counts' },
          { value: 'sum', label: 'every feature: the root of the sum of squares' },
        ],
      },
      TRANSFORM_PARAM,
    ],
    cost: 'n log n',
    seeded: false,
    additive: false,
  },
  defaults: { column: '', columns: 'one', transform: 'none' },
  columnsOf: (x, { column, columns }) =>
    columns !== 'one' ? x.columns.map((_, c) => c) : [findColumn(x, column)],
  togetherOf: ({ columns }) => (columns === 'sum' ? 'squares' : 'largest'),
  measure(values, _, checkpoint) {
    const { by, ...band } = medianBand(finish(columnValues(finish(sortedFinite(values), checkpoint), 'none')))
    return { ...band, robust: by === 'mad' }
  },
  choose(bands: readonly (Band & { readonly robust?: boolean })[], { columns }) {
    if (columns === 'sum') return bands.map(() => true)
    const someRobust = bands.some(({ robust, spread }) => robust === true && spread > 0)
    return bands.map(({ robust }) => robust === true || !someRobust)
  },
})
