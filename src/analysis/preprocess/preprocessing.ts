import type { Transform } from '../outliers/transform.ts'
import type { RowCondition } from './row-condition.ts'

/**
 * What is done to the cells before a detector sees them, and which rows both are fitted on. Plain data; every
 * default leaves the matrix as it is without any of this. In settings and requests any field may be absent.
 */
export interface Preprocessing {
  /** What a missing number gets: figures of its column, a given number, or the mean of its nearest rows. */
  readonly imputeNumbers: 'median' | 'mean' | 'mode' | 'constant' | 'neighbours'
  /** The number of `constant`. */
  readonly imputeNumber: number
  /** Rows whose mean a missing number gets with `neighbours`. */
  readonly neighbours: number
  /** A missing category counts as a value of its own, as the most frequent one, or as a given one. */
  readonly imputeCategories: 'own' | 'mode' | 'constant'
  /** The value of `constant`. */
  readonly imputeText: string
  /** A missing time stands in the middle of the clock, or at the most frequent minute and weekday. */
  readonly imputeTimes: 'centre' | 'mode'
  /** Whether a matrix column tells which numbers were missing; `auto`: from 1 % missing on. */
  readonly indicator: 'auto' | 'always' | 'never'
  /** By column name; a column that is not named stays as it is. */
  readonly transforms: Readonly<Record<string, Transform>>
  /** Numbers below this quantile of their column are set to it; 0: none. */
  readonly winsorLow: number
  /** Numbers above this quantile of their column are set to it; 1: none. */
  readonly winsorHigh: number
  /** `auto`: a matrix column per value up to 8 values, otherwise the share of rows with the same value. */
  readonly categories: 'auto' | 'one-hot' | 'frequency' | 'ordinal'
  /** Values of a category with a smaller share of the rows than this become one value; 0: none do. */
  readonly rareBelow: number
  readonly scale: ScaleKind
  /** Whether rows that agree in every feature are fitted on once. All of them are ranked. */
  readonly dropDuplicates: boolean
  readonly fitOn: FitOn
}

/** How numbers, shares and places are brought to one scale; `none`: a detector that needs one makes its own. */
export type ScaleKind = 'none' | 'standard' | 'robust' | 'min-max' | 'quantile-uniform' | 'quantile-normal'

/** The rows that the preprocessing and the detector are fitted on. All rows are scored. */
export type FitOn =
  | { readonly by: 'all' }
  /** Drawn with the run's seed. */
  | { readonly by: 'share'; readonly share: number }
  /** Rows before a moment (ISO date or date and time, UTC) of a time column; absent: the main one. */
  | { readonly by: 'before'; readonly time: string; readonly column?: string }
  /** Rows that a label calls normal: with this value, or absent, the one that means it. */
  | { readonly by: 'normal'; readonly column?: string; readonly value?: string }
  /** Rows that meet every condition; `label` says them for people. */
  | { readonly by: 'where'; readonly where: readonly RowCondition[]; readonly label?: string }

/** What settings and requests say of it: what is absent is the default. */
export type PreprocessingChoice = { readonly [K in keyof Preprocessing]?: Preprocessing[K] }

export const PREPROCESSING_DEFAULTS: Preprocessing = {
  imputeNumbers: 'median',
  imputeNumber: 0,
  neighbours: 5,
  imputeCategories: 'own',
  imputeText: 'unknown',
  imputeTimes: 'centre',
  indicator: 'auto',
  transforms: {},
  winsorLow: 0,
  winsorHigh: 1,
  categories: 'auto',
  rareBelow: 0,
  scale: 'none',
  dropDuplicates: false,
  fitOn: { by: 'all' },
}

/** Every field, the defaults where nothing is said. */
export function completePreprocessing(choice: PreprocessingChoice = {}): Preprocessing {
  return { ...PREPROCESSING_DEFAULTS, ...choice }
}

/** Only what differs from the defaults, in their order: what is worth saving. */
export function changedPreprocessing(choice: PreprocessingChoice = {}): PreprocessingChoice {
  const full = completePreprocessing(choice)
  const changed = PREPROCESSING_KEYS.filter(
    (key) => JSON.stringify(full[key]) !== JSON.stringify(PREPROCESSING_DEFAULTS[key]),
  )
  return Object.fromEntries(changed.map((key) => [key, full[key]]))
}

/** Whether two choices come to the same. */
export function samePreprocessing(a: PreprocessingChoice, b: PreprocessingChoice): boolean {
  return JSON.stringify(changedPreprocessing(a)) === JSON.stringify(changedPreprocessing(b))
}

/** The fields of `Preprocessing`. */
const PREPROCESSING_KEYS: readonly (keyof Preprocessing)[] = [
  'imputeNumbers',
  'imputeNumber',
  'neighbours',
  'imputeCategories',
  'imputeText',
  'imputeTimes',
  'indicator',
  'transforms',
  'winsorLow',
  'winsorHigh',
  'categories',
  'rareBelow',
  'scale',
  'dropDuplicates',
  'fitOn',
]
