import { generalisedEsd } from '../../outliers/generalised-esd.ts'
import { sortedFinite } from '../../statistics/sorted-values.ts'
import { finish } from '../../work.ts'
import { COLUMN_PARAM, TRANSFORM_PARAM, bandDetector } from './band-detector.ts'
import { findColumn } from './chosen-column.ts'

export type EsdParams = {
  readonly column: string
  readonly transform: string
  readonly alpha: number
  readonly most: number
}

/**
 * |x − mean| / sd with the mean and sd of the rows that the generalised ESD test keeps: as `mean-sd`, but the
 * outliers that the test finds no longer widen the spread they are measured by.
 */
export const esd = bandDetector<EsdParams>({
  info: {
    id: 'esd',
    name: 'Generalised ESD',
    family: 'statistical',
    source: 'Rosner, Technometrics 1983',
    summary:
      'How many standard deviations a value lies from the mean of the values that Rosner’s test keeps.',
    goodAt: 'A bell-shaped column with some outliers, also when several hide each other.',
    badAt: 'Skewed columns unless a logarithm is taken, and more outliers than it is told to look for.',
    params: [
      COLUMN_PARAM,
      TRANSFORM_PARAM,
      {
        kind: 'number',
        key: 'alpha',
        label: 'Chance of a false alarm',
        help: 'The chance that the test finds an outlier in a bell-shaped column that has none.',
        min: 0.0001,
        max: 0.5,
        step: 0.01,
        integer: false,
      },
      {
        kind: 'number',
        key: 'most',
        label: 'Most outliers',
        help: 'How many outliers are looked for; at most half of the values are.',
        min: 1,
        max: 10_000,
        step: 1,
        integer: true,
      },
    ],
    cost: 'n log n',
    seeded: false,
    additive: true,
  },
  defaults: { column: '', transform: 'none', alpha: 0.05, most: 100 },
  columnsOf: (x, { column }) => [findColumn(x, column)],
  measure(values, { alpha, most }, checkpoint) {
    const { mean, sd } = finish(
      generalisedEsd(finish(sortedFinite(values), checkpoint), most, alpha),
      checkpoint,
    )
    return { low: mean, high: mean, spread: sd > 0 ? sd : 0 }
  },
})
