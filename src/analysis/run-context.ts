/** What a long computation gets from whoever runs it. */
export interface RunContext {
  /** The run's generator; everything random derives from it. */
  readonly rng: Rng
  /** Tells how far it is; `done` never decreases. */
  progress(done: number, total: number, detail?: RunDetail): void
  /** Called between units of work of at most some 50 ms; throws `CancelledError` when the run was cancelled. */
  checkpoint(): void
}

/** What a run can tell beside how far it is. */
export interface RunDetail {
  /** What is being done, e.g. `epoch 12 of 60`. */
  readonly phase?: string
  /** A curve that grows while the run works, as it stands now. */
  readonly curve?: Curve
}

/** Lines over one axis, such as the loss over the epochs: plain data. */
export interface Curve {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  /** For axes that span orders of magnitude. */
  readonly logY?: boolean
  readonly lines: readonly {
    readonly name: string
    readonly x: readonly number[]
    readonly y: readonly number[]
  }[]
  /** Places that matter, such as a chosen value, each with its words. */
  readonly marks?: readonly { readonly x: number; readonly y: number; readonly label: string }[]
}

/** A seeded generator of uniform numbers; equal seeds give equal sequences on every engine. */
export interface Rng {
  /** A uniform number in [0, 1) with 53 random bits. */
  next(): number
  /** A uniform integer in [0, bound); 1 ≤ bound ≤ 2³². Unbiased. */
  below(bound: number): number
  /** An independent generator, a pure function of this generator's seed and `stream`: does not advance this one. */
  fork(stream: number): Rng
}
