import type { Contributions } from '../../../analysis/evidence/contributions.ts'
import { formatFixed } from '../../plots/format.ts'

/** How the figures came about, in a sentence or two. */
export function methodWords({ detector, sum, parts }: Contributions, score: string): string {
  if (sum === null)
    return (
      OTHERS[detector] ??
      'The detector’s own measure of each column’s part; the parts do not add up to the score.'
    )
  if (parts.every(({ part }) => part === 0)) return 'No column had a part in the score.'
  const base = formatFixed(sum.base, 2)
  const total = formatFixed(sum.total, 2)
  switch (sum.unit) {
    case 'cuts':
      return `How many random cuts set the row apart, on average over the trees: ${base} for a row like all others, ${total} for this one. Each column’s part is by how much its cuts came earlier than expected (−) or later (+). They add up exactly, and the score is 2 to the power of −${total} ÷ ${base} = ${score}.`
    case 'deviations':
      return `Auto’s score is the mean of its forests’ scores, each in standard deviations from its mean over the table. Every forest’s contributions are brought to that scale and averaged; from ${base}, where a row stands before any cut, they add up exactly to ${total}, the score.`
    case 'square':
      return `The parts add up to the square of the score: ${SUMS[detector] ?? 'each column’s share of the squared distance'}.`
    case 'score':
      return `The parts add up to the score: ${SUMS[detector] ?? 'each column’s own part'}.`
  }
}

const SUMS: Readonly<Record<string, string>> = {
  eif: 'at each cut of each tree, the change in how thinly the surroundings are filled (−log of density) is shared among the cut’s columns by how far each moved the row',
  'pooled-forest':
    'at each cut of each tree, the change in how thinly the surroundings are filled (−log of density) is shared among the cut’s columns by how far each moved the row',
  mahalanobis: 'each column’s share of the squared distance from the mean, correlations counted',
  'robust-mahalanobis':
    'each column’s share of the squared distance from the robust centre, correlations counted',
  kmeans: 'each column’s squared distance from the nearest group’s centre',
  autoencoder: 'each column’s part of the mean squared error with which the network gives the row back',
  hbos: 'how rare the cell’s bin is in each column, −log of its height',
  ecod: 'how rare it is in each column to lie as far out, −log of the share of rows',
  copod: 'how rare it is in each column to lie as far out, −log of the share of rows',
  knn: 'each column’s share of the squared distances to the nearest neighbours',
  dbscan: 'each column’s share of the squared distance to the nearest dense row',
  inne: 'each column’s share of the squared distances to the centres of the balls around the row',
  pca: 'each column’s part of what the principal components leave over',
}

const OTHERS: Readonly<Record<string, string>> = {
  ensemble:
    'Each member’s contributions as shares of its positive ones, weighted by how high it ranks the row and averaged. The members’ scores have no common unit, so the parts do not add up to the score.',
  'modified-z':
    'How far out each cell is by its own modified z-score. The largest is the score; they do not add up to it.',
  'mean-sd':
    'How many standard deviations each cell is from its column’s mean; the parts do not add up to the score.',
  iqr: 'How far each cell is outside of its column’s fences; the largest is the score.',
  loda: 'How surely the row looks rarer in projections with the column than in those without it (Welch’s t). The parts do not add up to the score.',
  lof: 'How much each column sets the row apart from its neighbours, beyond how far they are from theirs. The parts do not add up to the score.',
  ocsvm:
    'How fast the similarity to ordinary rows falls with each column, times how far the row is from them. The parts do not add up to the score.',
}
