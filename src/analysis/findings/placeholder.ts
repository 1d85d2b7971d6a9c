/** A value that looks like a placeholder, and how many rows hold it. */
export interface Placeholder {
  readonly value: number
  readonly count: number
}
