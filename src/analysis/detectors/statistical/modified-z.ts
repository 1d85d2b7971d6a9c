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
 * |x − median| / (1.4826 MAD), of one column or the largest over all features: a deviation that outliers
 * cannot hide by widening the spread. The largest, not the sum, because it stays what it is for one column,
 * a number of robust standard deviations, so that 3.5 means the same.
 *
 * Over all features, columns in which more than half of the values are equal (MAD = 0: indicators, mostly
 * zeros) take no part while there are others; where there is none but them, or the one column is such a one,
 * the mean absolute deviation measures the spread.
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
        help: 'Whether one column is looked at, or every feature and the largest deviation counts.',
        options: [
          { value: 'one', label: 'the one column' },
          { value: 'largest', label: 'every feature: the largest counts' },
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
    columns === 'largest' ? x.columns.map((_, c) => c) : [findColumn(x, column)],
  measure(values, _, checkpoint) {
    const { by, ...band } = medianBand(finish(columnValues(finish(sortedFinite(values), checkpoint), 'none')))
    return { ...band, robust: by === 'mad' }
  },
  choose(bands: readonly (Band & { readonly robust?: boolean })[]) {
    const someRobust = bands.some(({ robust, spread }) => robust === true && spread > 0)
    return bands.map(({ robust }) => robust === true || !someRobust)
  },
})
