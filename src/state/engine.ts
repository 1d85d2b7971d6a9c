import type { EngineApi } from '../workers/engine.api.ts'
import { createEngine } from '../workers/engine.client.ts'

let engine: EngineApi | null = null

/** The page's one engine, started at first use. */
export function getEngine(): EngineApi {
  engine ??= createEngine()
  return engine
}

/** Puts another engine in its place (tests). */
export function setEngine(other: EngineApi | null): void {
  engine = other
}
