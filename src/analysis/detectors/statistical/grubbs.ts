import { grubbsCritical } from '../../outliers/grubbs.ts'
import { COLUMN_PARAM, TRANSFORM_PARAM, bandDetector } from './band-detector.ts'
import { findColumn } from './chosen-column.ts'
import { meanAndSd } from './mean-sd.ts'

export type GrubbsParams = {
  readonly column: string
  readonly transform: string
  readonly alpha: number
}

/**
 * Grubbs' two-sided test for one outlier: |x − mean| / sd as a multiple of the critical value, so that the farthest
 * value is an outlier where it scores more than 1. Made for a single outlier: several widen the sd and can hide each
 * other; `esd` repeats the test for those.
 */
export const grubbs = bandDetector<GrubbsParams>({
  info: {
    id: 'grubbs',
    name: 'Grubbs’ test',
    family: 'statistical',
    source: 'Grubbs, Technometrics 1969',
    summary:
      'How far a value lies from the mean of one column, as a multiple of what Grubbs’ test allows: above 1 the farthest is an outlier.',
    goodAt: 'One outlier in a bell-shaped column, with a stated chance of a false alarm.',
    badAt:
      'Several outliers, which hide each other (the generalised ESD test finds them), and skewed columns.',
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
    ],
    cost: 'linear',
    seeded: false,
    additive: true,
  },
  defaults: { column: '', transform: 'none', alpha: 0.05 },
  columnsOf: (x, { column }) => [findColumn(x, column)],
  measure(values, { alpha }) {
    const { mean, sd } = meanAndSd(values)
    // Below three values no deviation is too large, and none scores.
    const critical = values.length < 3 ? 0 : grubbsCritical(values.length, alpha)
    return { low: mean, high: mean, spread: sd * critical }
  },
})
