import type { DetectorFamily, DetectorInfo } from './detector.ts'

/** The families' headings, in the order in which they are offered. */
export const FAMILY_HEADINGS: Readonly<Record<DetectorFamily, string>> = {
  ensembles: 'Several together',
  forests: 'Forests',
  statistical: 'Statistical',
  density: 'Density of values',
  neighbours: 'Distance to neighbours',
  clusters: 'Clusters and subspaces',
  boundary: 'Boundary',
  deep: 'Neural network',
}

/**
 * How a detector will work on a sample of a table of this many rows: a sentence to be said before it starts;
 * null when every row takes full part.
 */
export function samplingNote({ sampling }: Pick<DetectorInfo, 'sampling'>, rows: number): string | null {
  return sampling !== undefined && rows > sampling.aboveRows ? sampling.how : null
}
