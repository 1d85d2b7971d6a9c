import { columnValues } from '../../outliers/column-values.ts'
import { quartileBand } from '../../outliers/spread.ts'
import { sortedFinite } from '../../statistics/sorted-values.ts'
import { finish } from '../../work.ts'
import { COLUMN_PARAM, TRANSFORM_PARAM, bandDetector } from './band-detector.ts'
import { findColumn } from './chosen-column.ts'

export type IqrParams = {
  readonly column: string
  readonly transform: string
}

/**
 * How far a value lies beyond the nearer quartile, in distances between the quartiles: 1.5 is the inner fence
 * of a box plot, 3 the outer one. Every value between the quartiles scores 0.
 */
export const iqr = bandDetector<IqrParams>({
  info: {
    id: 'iqr',
    name: 'Quartiles (IQR fences)',
    family: 'statistical',
    source: 'Tukey, Exploratory Data Analysis, 1977',
    summary: 'How far a value lies beyond the quartiles of one column, in distances between them.',
    goodAt:
      'Single extreme values to either side of a column that need not be bell-shaped; 1.5 is the box plot’s fence.',
    badAt:
      'Telling rows apart in the middle half, which all score 0; skewed columns unless a logarithm is taken.',
    params: [COLUMN_PARAM, TRANSFORM_PARAM],
    cost: 'n log n',
    seeded: false,
    additive: true,
  },
  defaults: { column: '', transform: 'none' },
  columnsOf: (x, { column }) => [findColumn(x, column)],
  measure: (values, _, checkpoint) =>
    quartileBand(finish(columnValues(finish(sortedFinite(values), checkpoint), 'none'))),
})
