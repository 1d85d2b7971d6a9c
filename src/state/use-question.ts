import { useEffect, useRef, useState } from 'react'
import type { ErrorReport } from '../analysis/errors.ts'
import type { AnswerOf, QuestionKind, RequestOf, Result } from '../workers/engine.api.ts'
import { getEngine } from './engine.ts'
import { useApp } from './store.ts'

export interface Answer<T, R = unknown> {
  /** The answer; a former one stays while the next is on its way, null before the first. */
  readonly data: T | null
  /** The request that `data` answers: compare, where a former answer must not be shown. */
  readonly request: R | null
  /** `data` is from some 20,000 evenly drawn rows; the answer from all rows is on its way. */
  readonly approximate: boolean
  readonly loading: boolean
  /** Share that is done, 0 … 1; null when unknown. */
  readonly progress: number | null
  readonly error: ErrorReport | null
  /** Stops the question; what was answered so far stays. */
  readonly cancel: () => void
}

interface QuestionOptions {
  /** First answer from a sample of the rows. Not for answers with one entry per row. */
  readonly quick?: boolean
  /** Let other views' questions go first. */
  readonly background?: boolean
  /** The answer depends on the scores: ask again when there is another ranking. */
  readonly scores?: boolean
}

interface State<T, R> {
  readonly about: unknown
  readonly request: R | null
  readonly data: T | null
  readonly approximate: boolean
  readonly progress: number | null
  readonly error: ErrorReport | null
  readonly key: string | null
}

/**
 * Asks the engine a question about the open file, again whenever the request changes (null: nothing to
 * ask). A question that nobody waits for any more is stopped. Requests are compared by their JSON.
 */
export function useQuestion<K extends QuestionKind>(
  kind: K,
  request: RequestOf<K> | null,
  { quick = false, background = false, scores = false }: QuestionOptions = {},
): Answer<AnswerOf<K>, RequestOf<K>> {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => (scores ? state.ranking : null))
  const about = scores ? ranking : dataset
  const key = request === null || about === null ? null : `${kind} ${JSON.stringify(request)}`
  const [state, setState] = useState<State<AnswerOf<K>, RequestOf<K>>>({ about, ...NOTHING })
  const stop = useRef<AbortController>(null)
  const latest = useRef(request)
  useEffect(() => {
    latest.current = request
  })

  useEffect(() => {
    const asked = latest.current
    if (key === null || asked === null) return
    const controller = new AbortController()
    stop.current = controller
    const { signal } = controller
    const tell = (patch: Partial<State<AnswerOf<K>, RequestOf<K>>>) => {
      if (!signal.aborted)
        setState((before) => ({ ...(before.about === about ? before : NOTHING), about, ...patch }))
    }
    const ask = async (sample: boolean): Promise<Result<AnswerOf<K>>> => {
      try {
        const onProgress = sample
          ? {}
          : {
              onProgress: ({ done, total }: { done: number; total: number }) =>
                tell({ progress: done / total }),
            }
        return await getEngine().ask(kind, asked, { sample, background, signal, ...onProgress })
      } catch (cause) {
        const message = `This view could not be worked out: ${cause instanceof Error ? cause.message : String(cause)}.`
        return { ok: false, error: { code: 'unexpected', message, facts: {} } }
      }
    }
    const run = async () => {
      if (quick && (dataset?.rowCount ?? 0) > QUICK_FROM) {
        const first = await ask(true)
        if (first.ok)
          tell({ data: first.value, request: asked, approximate: true, progress: null, error: null })
      }
      const full = await ask(false)
      if (full.ok)
        tell({ data: full.value, request: asked, approximate: false, progress: null, error: null, key })
      else if (full.error.code === 'cancelled') tell({ progress: null, key })
      else tell({ data: null, approximate: false, progress: null, error: full.error, key })
    }
    void run()
    return () => controller.abort()
  }, [about, key, kind, quick, background, dataset])

  const current = state.about === about && key !== null
  return {
    data: current ? state.data : null,
    request: current ? state.request : null,
    approximate: current && state.approximate,
    loading: key !== null && !(current && state.key === key),
    progress: current ? state.progress : null,
    error: current && state.key === key ? state.error : null,
    cancel: () => {
      stop.current?.abort()
      setState((before) => ({ ...before, about, progress: null, key }))
    },
  }
}

/** Fewer rows are answered in full at once. */
const QUICK_FROM = 60_000

const NOTHING = { data: null, request: null, approximate: false, progress: null, error: null, key: null }
