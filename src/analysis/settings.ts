import type { ColumnType } from './table/table.ts'
import type { DetectorParams } from './detectors/detector.ts'
import type { LabelMapping } from './evaluate/labels.ts'
import type { PreprocessingChoice } from './preprocess/preprocessing.ts'

export type ColumnRole = 'feature' | 'amount' | 'time' | 'entity' | 'label' | 'id' | 'ignored'

/** How a file is cut into cells. An absent field is inferred. */
export interface DialectChoice {
  readonly encoding?: Encoding
  readonly delimiter?: string
  /** A quote character, or the empty string for none. */
  readonly quote?: string
  readonly header?: boolean
  /** Lines before the header (or the first data row). */
  readonly skipLines?: number
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What the user set for one column, by its name. An absent field is inferred. */
export interface ColumnChoice {
  readonly type?: ColumnType
  /** A format code of `table/formats`, e.g. `day-first`, `decimal-comma`. */
  readonly format?: string
  readonly role?: ColumnRole
}

/** How the cut was chosen, so that it can be chosen again on another door or another file. */
export type CutChoice =
  | { readonly by: 'auto' }
  | { readonly by: 'score'; readonly score: number }
  | { readonly by: 'share'; readonly share: number }
  | { readonly by: 'rows'; readonly rows: number }
  | CapacityChoice
  | CostChoice
  | { readonly by: 'tail'; readonly risk: number }
  | { readonly by: 'knee' }

/** As many rows as can be reviewed on the days that the file covers. */
export interface CapacityChoice {
  readonly by: 'capacity'
  readonly perDay: number
  /** Said where the file has no time; absent: from its first day to its last. */
  readonly days?: number
}

/** Where mistakes are expected to cost least. */
export interface CostChoice {
  readonly by: 'cost'
  /** Of a flagged row that is no anomaly; in any unit of money, the same for all three. */
  readonly falseAlarm: number
  /** Of an anomaly that is not flagged. */
  readonly missed: number
  /** And beside it this share of its amount; absent: none. */
  readonly missedShare?: number
  /** Anomalies as a share of all rows, above 0 and below 1. */
  readonly baseRate: number
  /** The chance that an anomaly outranks an ordinary row, .5 … .999; absent: the usual one. */
  readonly quality?: number
  /** A column that says which rows are anomalies: used in place of the two figures above where the file has it. */
  readonly label?: { readonly column: string; readonly mapping: LabelMapping }
}

/**
 * Everything that decides a result. What the page saves and `flagstone detect --settings FILE` takes.
 */
export interface Settings {
  readonly flagstone: 1
  readonly dialect: DialectChoice
  readonly columns: Readonly<Record<string, ColumnChoice>>
  /** Names of the source columns to use; absent: chosen by role and content. */
  readonly features?: readonly string[]
  /** What is done to the cells before the detector sees them, and which rows it is fitted on; absent: nothing, all. */
  readonly preprocessing?: PreprocessingChoice
  /** A detector id; `auto` is the default. */
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  readonly cut: CutChoice
  /** Read only this many rows, drawn uniformly at random with the seed. */
  readonly sampleRows?: number
  /** Whether decisions on rows change the order; absent: they do not. The decisions come beside the settings. */
  readonly feedback?: { readonly on: boolean }
}
