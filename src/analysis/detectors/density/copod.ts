import { tailDetector } from './tail-detector.ts'

/**
 * Copula-based outlier detection: per column −ln of the share of rows at least as far out on the side of its long
 * tail, or the mean of both sides where that is more; summed over the columns. No copula is fitted: columns count
 * as independent. As in PyOD, but that a column without skewness takes the mean of both sides, not their sum.
 * Source: Li, Zhao, Botta, Ionescu & Hu, ICDM 2020.
 */
export const copod = tailDetector({
  info: {
    id: 'copod',
    name: 'Tail shares on the long side (COPOD)',
    family: 'density',
    source: 'Li, Zhao, Botta, Ionescu & Hu, ICDM 2020',
    summary: 'Adds up how few rows are as extreme, mostly on the side where each column has its long tail.',
    goodAt: 'Extreme values of skewed columns, such as large amounts, without a setting to make.',
    badAt: 'Unusually small values of columns with a long right tail, gaps in the middle, and combinations.',
    params: [],
    cost: 'n log n',
    seeded: false,
    ranksOnly: true,
    additive: true,
  },
  defaults: {},
  scoresOf: () => ['long-or-mean'],
})
