import { useEffect, useRef, useState } from 'react'
import type { ErrorReport } from '../analysis/errors.ts'
import type { EvidenceAnswer, EvidenceKind, EvidenceRequest, Ranking } from '../workers/engine.api.ts'
import { getEngine } from './engine.ts'

export interface Evidence<T> {
  /** The latest answer; a former one stays while the next is on its way, null before the first. */
  readonly data: T | null
  readonly loading: boolean
  readonly error: ErrorReport | null
}

interface State<T> extends Omit<Evidence<T>, 'loading'> {
  readonly about: Ranking
  readonly key: string | null
}

/**
 * Asks for evidence on a row, again whenever the request changes (null: nothing to ask). What nobody waits for any
 * more is stopped, so that stepping through rows never waits for it.
 */
export function useEvidence<K extends EvidenceKind>(
  kind: K,
  ranking: Ranking,
  request: EvidenceRequest<K> | null,
): Evidence<EvidenceAnswer<K>> {
  const key = request === null ? null : JSON.stringify(request)
  const [state, setState] = useState<State<EvidenceAnswer<K>>>({ about: ranking, key: null, ...NOTHING })
  const latest = useRef(request)
  useEffect(() => {
    latest.current = request
  })
  useEffect(() => {
    const asked = latest.current
    if (key === null || asked === null) return
    const controller = new AbortController()
    const tell = (patch: Omit<Evidence<EvidenceAnswer<K>>, 'loading'>) => {
      if (!controller.signal.aborted) setState({ about: ranking, key, ...patch })
    }
    getEngine()
      .evidence(kind, asked, controller.signal)
      .then(
        (result) => {
          if (result.ok) tell({ data: result.value, error: null })
          else if (result.error.code !== 'cancelled') tell({ data: null, error: result.error })
        },
        (cause: unknown) => {
          const message = `This could not be worked out: ${cause instanceof Error ? cause.message : String(cause)}.`
          tell({ data: null, error: { code: 'unexpected', message, facts: {} } })
        },
      )
    return () => controller.abort()
  }, [kind, ranking, key])
  const current = state.about === ranking
  return {
    data: current ? state.data : null,
    loading: key !== null && !(current && state.key === key),
    error: current && state.key === key ? state.error : null,
  }
}

const NOTHING = { data: null, error: null }
