/** Whether and why a table column is in the feature matrix: shown beside every result. */
export interface FeatureChoice {
  readonly column: number
  readonly name: string
  readonly used: boolean
  /** For people, e.g. `left out: every value is different, so it names rows rather than describing them`. */
  readonly reason: string
  /** Cells that were filled with the median (numbers) or counted as their own level (categories). */
  readonly imputed: number
  /** E.g. `as it is`, `frequency of each value`, `one column per value (4)`, `hour of day and weekday, cyclic`. */
  readonly encoding: string
}
