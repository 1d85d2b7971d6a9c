/** What a long computation gets from whoever runs it. */
export interface RunContext {
  /** The run's generator; everything random derives from it. */
  readonly rng: Rng
  /** Tells how far it is; `done` never decreases. */
  progress(done: number, total: number): void
  /** Called between units of work of at most some 50 ms; throws `CancelledError` when the run was cancelled. */
  checkpoint(): void
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
