import type { ErrorReport } from '../analysis/errors.ts'
import type { EngineApi, EvidenceKind, Progress, QuestionKind, Result } from './engine.api.ts'

/** A question as it crosses to the worker. */
export interface AskCall {
  /** Names it for `stopAsking`. */
  readonly id: number
  readonly kind: QuestionKind
  readonly request: unknown
  readonly sample: boolean
  readonly background: boolean
}

/** A call for evidence as it crosses to the worker. */
export interface EvidenceCall {
  /** Names it for `stopAsking`. */
  readonly id: number
  readonly kind: EvidenceKind
  readonly request: unknown
}

/** What the client asks the engine worker for, besides what the page asks the client for. */
export interface EngineWorkerApi extends Omit<EngineApi, 'ask' | 'evidence'> {
  ask(call: AskCall, onProgress: ((progress: Progress) => void) | null): Promise<Result<unknown>>
  evidence(call: EvidenceCall): Promise<Result<unknown>>
  stopAsking(id: number): Promise<void>
  /**
   * A pool worker can be reached through this port; null: the seat is empty. What waited for the
   * worker before is rejected with the reason.
   */
  seat(index: number, port: MessagePort | null, reason: ErrorReport | null): Promise<void>
}
