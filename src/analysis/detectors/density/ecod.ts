import { tailDetector } from './tail-detector.ts'

export type EcodParams = { readonly tails: string }

/**
 * Empirical-cumulative-distribution outlier detection: per column −ln of the share of rows that lie at least as far
 * out, on the side where that is less; summed over the columns. The paper sums the left tails, the right tails and
 * those of each column's long side apart and takes the largest sum: `tails=paper`. PyOD takes the larger tail of
 * each column first, which ranks better, and is the default here.
 * Source: Li, Zhao, Hu, Botta, Ionescu & Chen, IEEE TKDE 2022.
 */
export const ecod = tailDetector<EcodParams>({
  info: {
    id: 'ecod',
    name: 'Tail shares (ECOD)',
    family: 'density',
    source: 'Li et al., IEEE TKDE 2022',
    summary: 'Adds up over the columns how few rows have a value at least as extreme.',
    goodAt:
      'Extreme values in one or many columns, whatever their scale and shape, without a setting to make.',
    badAt:
      'Rare values in the middle, such as a gap between two groups, and combinations of ordinary values.',
    params: [
      {
        kind: 'choice',
        key: 'tails',
        label: 'Tails',
        help: 'Which extreme counts: the rarer side of every column, or one side for all columns together.',
        options: [
          { value: 'each', label: 'the rarer side of each column' },
          { value: 'paper', label: 'all left, all right, or each column’s long side (the paper)' },
        ],
      },
    ],
    cost: 'n log n',
    seeded: false,
    ranksOnly: true,
    additive: true,
  },
  defaults: { tails: 'each' },
  scoresOf: ({ tails }) => (tails === 'paper' ? ['left', 'right', 'long'] : ['larger']),
})
