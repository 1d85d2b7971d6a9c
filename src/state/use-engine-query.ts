import { useEffect, useRef, useState } from 'react'
import type { EngineApi, Result } from '../workers/engine.api.ts'
import type { ErrorReport } from '../analysis/errors.ts'
import { getEngine } from './engine.ts'
import { latestCall } from './latest-call.ts'

export interface Query<T> {
  /** The latest answer; the former one stays while the next is on its way, null before the first. */
  readonly data: T | null
  readonly loading: boolean
  readonly error: ErrorReport | null
}

const nothing = { key: null, data: null, error: null }

/**
 * Asks the engine whenever `key` changes (null: nothing to ask); one call in flight, the latest
 * wins. `about` is what the answer belongs to: when it changes, a former answer is not shown on.
 */
export function useEngineQuery<T>(
  about: unknown,
  key: string | null,
  call: (engine: EngineApi) => Promise<Result<T>>,
): Query<T> {
  const [state, setState] = useState<{
    about: unknown
    key: string | null
    data: T | null
    error: ErrorReport | null
  }>({ about, ...nothing })
  const calls = useRef<ReturnType<typeof latestCall<Question<T>, Result<T>>>>(null)
  const latest = useRef(call)
  useEffect(() => {
    latest.current = call
  })

  useEffect(() => {
    calls.current ??= latestCall<Question<T>, Result<T>>(
      (question) => question.call(getEngine()),
      (result, { about, key }) =>
        setState(
          result.ok
            ? { about, key, data: result.value, error: null }
            : { about, key, data: null, error: result.error.code === 'cancelled' ? null : result.error },
        ),
      (cause, { about, key }) => {
        const message = `This view could not be worked out: ${cause instanceof Error ? cause.message : String(cause)}.`
        setState({ about, key, data: null, error: { code: 'unexpected', message, facts: {} } })
      },
    )
    if (key !== null) calls.current.ask({ about, key, call: latest.current })
    else calls.current.drop()
    return () => calls.current?.drop()
  }, [about, key])

  const current = state.about === about && key !== null
  return {
    data: current ? state.data : null,
    loading: key !== null && !(current && state.key === key),
    error: current && state.key === key ? state.error : null,
  }
}

interface Question<T> {
  readonly about: unknown
  readonly key: string
  readonly call: (engine: EngineApi) => Promise<Result<T>>
}
