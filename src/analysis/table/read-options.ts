import type { Rng } from '../run-context.ts'
import type { ColumnChoice, DialectChoice } from '../settings.ts'

/** What a caller may choose about reading a file. */
export interface ReadOptions {
  readonly dialect?: DialectChoice
  /** By column name; the role part is not looked at. */
  readonly columns?: Readonly<Record<string, ColumnChoice>>
  /** Read only so many rows, drawn uniformly at random with `rng`. */
  readonly sampleRows?: number
  readonly rng?: Rng
  /** Refuse files that would need more memory than this. */
  readonly memoryLimitBytes?: number
  /** Content bytes per block; results do not depend on it. */
  readonly blockBytes?: number
}
