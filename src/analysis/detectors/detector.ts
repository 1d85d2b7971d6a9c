import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { Curve, RunContext } from '../run-context.ts'

/**
 * The contract of every detector. Fitting does not mutate its input, scoring does not change the
 * model, and a row's score does not depend on the rows scored beside it: one check suite proves
 * this over the whole registry.
 */
export interface Detector<Params extends DetectorParams = DetectorParams, Model = unknown> {
  readonly info: DetectorInfo
  readonly defaults: Readonly<Params>
  /** The returned model is plain data: it clones across a worker. */
  fit(x: FeatureMatrix, params: Params, run: RunContext): Model
  /** (rows,) scores, higher = more anomalous, finite. */
  score(model: Model, x: FeatureMatrix, run: RunContext): Float32Array
  /**
   * Why rows score what they score: rows.length × sources, row-major; the larger, the more that
   * source column made the row stand out. Additive where `info.additive` says so.
   */
  explain(model: Model, x: FeatureMatrix, rows: Uint32Array, run: RunContext): Float64Array
  /** What was left out or replaced in the fit: sentences for the user. Absent: nothing ever is. */
  notes?(model: Model, x: FeatureMatrix): readonly string[]
  /** What can be seen of the fitted model: curves and figures. Absent: nothing but its scores. */
  diagnostics?(model: Model, x: FeatureMatrix): readonly Diagnostic[]
  serialize(model: Model): ModelRecord
  /** Validates; throws `InvalidModelError`. */
  deserialize(record: unknown): Model
}

/** Something to show of a fitted model, in the order of interest: plain data. */
export type Diagnostic =
  | ({ readonly kind: 'curve'; readonly caption: string } & Curve)
  | {
      readonly kind: 'figures'
      readonly title: string
      readonly caption: string
      readonly rows: readonly { readonly name: string; readonly value: number | string }[]
    }

/** What a detector looks for, and under which heading it is offered. */
export type DetectorFamily =
  'forests' | 'statistical' | 'density' | 'neighbours' | 'clusters' | 'boundary' | 'deep' | 'ensembles'

export type DetectorParams = Readonly<Record<string, number | string | boolean>>

/** JSON-safe: numbers, strings, arrays and objects only. */
export interface ModelRecord {
  readonly detector: string
  readonly version: number
  readonly [key: string]: unknown
}

/** What the page, the command line and the docs know about a detector: plain data. */
export interface DetectorInfo {
  readonly id: string
  readonly name: string
  readonly family: DetectorFamily
  /** One sentence for an analyst. */
  readonly summary: string
  /** The paper or the reference that it follows. */
  readonly source: string
  readonly goodAt: string
  readonly badAt: string
  /** For the parameter form and for validation, in order. Defaults live in `Detector.defaults`. */
  readonly params: readonly ParamInfo[]
  /** Cost of fit + score in the number of rows n. */
  readonly cost: 'linear' | 'n log n' | 'quadratic'
  /** Above this many rows the detector refuses, and says why; absent: no limit but memory. */
  readonly maxRows?: number
  /**
   * Above this many rows it works on a sample, and a sentence that says how: shown before it starts.
   * Absent: every row takes full part at any size.
   */
  readonly sampling?: { readonly aboveRows: number; readonly how: string }
  readonly seeded: boolean
  /** The seed only says where a search for the best answer begins: another one mostly leads to the same end. */
  readonly seedOnlySearches?: boolean
  /** The seed only draws the sample: up to `sampling.aboveRows` rows it changes nothing. */
  readonly seedOnlySamples?: boolean
  /** Only the order of a column's values counts: one far out says no more than any that is the outermost. */
  readonly ranksOnly?: boolean
  /** Contributions of `explain` add up to a figure that the detector names. */
  readonly additive: boolean
  /** Needs a realm of its own in which Math.random is replaced by the run's generator while it trains. */
  readonly usesMathRandom?: boolean
}

export type ParamInfo =
  | {
      readonly kind: 'number'
      readonly key: string
      readonly label: string
      readonly help: string
      readonly min: number
      readonly max: number
      readonly step: number
      readonly integer: boolean
    }
  | {
      readonly kind: 'choice'
      readonly key: string
      readonly label: string
      readonly help: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
    }
  | { readonly kind: 'switch'; readonly key: string; readonly label: string; readonly help: string }
  /** Ids of other detectors, separated by commas. */
  | { readonly kind: 'detectors'; readonly key: string; readonly label: string; readonly help: string }
  /** A source column chosen by name; the empty string means the detector's own choice (the amount, or the first feature). */
  | { readonly kind: 'column'; readonly key: string; readonly label: string; readonly help: string }
