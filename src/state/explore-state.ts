/** The parts of the Explore screen. */
export type ExploreSection = 'column' | 'pair' | 'matrix' | 'outliers' | 'audit'

/** What the Explore screen looks at: kept here so that other screens can lead to it. */
export interface ExploreState {
  readonly section: ExploreSection
  /** Index of a table column; null: the section chooses one. */
  readonly column: number | null
  readonly x: number | null
  readonly y: number | null
}

export const firstExplore: ExploreState = { section: 'column', column: null, x: null, y: null }
