import type { AskOptions, EngineApi, QuestionKind, RequestOf, Result } from '../workers/engine.api.ts'
import { createEngine } from '../workers/engine.client.ts'
import { engineDied } from './selectors.ts'
import { appStore } from './store.ts'

let engine: EngineApi | null = null

/** The page's one engine, started at first use. */
export function getEngine(): EngineApi {
  return (engine ??= tellDeath(createEngine(poolOption())))
}

/** `?pool=N` in the address sets the number of pool workers, for measuring; results do not depend on it. */
function poolOption(): { readonly poolSize?: number } {
  const asked = Number(new URLSearchParams(location.search).get('pool'))
  return Number.isInteger(asked) && asked >= 1 && asked <= 64 ? { poolSize: asked } : {}
}

/** Puts another engine in its place (tests). */
export function setEngine(other: EngineApi | null): void {
  engine = other && tellDeath(other)
}

/** The engine knows no machine's locale: whose numbers its sentences are for is told with the question. */
const LOCALE = new Intl.NumberFormat().resolvedOptions().locale

/** Views ask the engine on their own; when one of them finds it dead, the whole page has to know. */
function tellDeath(told: EngineApi): EngineApi {
  const watch =
    <A extends unknown[], T>(call: (...args: A) => Promise<Result<T>>) =>
    async (...args: A): Promise<Result<T>> => {
      const result = await call(...args)
      if (!result.ok && engineDied(result.error)) appStore.setState({ error: result.error })
      return result
    }
  return {
    ...told,
    ask: <K extends QuestionKind>(kind: K, request: RequestOf<K>, options?: AskOptions) =>
      watch(() => told.ask(kind, request, options))(),
    select: watch((...args) => told.select(...args)),
    rows: watch((...args) => told.rows(...args)),
    comparedReasons: watch((...args) => told.comparedReasons(...args)),
    details: watch((row) => told.details(row, LOCALE)),
    groupFlagged: (cut, onProgress) => told.groupFlagged(cut, onProgress, LOCALE),
    sortRows: watch((...args) => told.sortRows(...args)),
    unreadable: watch((...args) => told.unreadable(...args)),
  }
}
