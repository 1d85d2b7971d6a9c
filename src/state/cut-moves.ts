import { useCallback, useEffect, useState } from 'react'
import { cutMove, type CutMove } from '../analysis/ranking/cut-move.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { appStore, subscribeCut } from './store.ts'

/** At rest for so long, the line has a new place: the next move starts from there. */
const REST_MS = 1000

interface Place {
  readonly ranking: Ranking
  readonly from: number
  readonly pinned: boolean
}

export interface CutMoves {
  /** From the last place at rest, or from the pinned one, to where the line is now; null before the first move. */
  readonly move: CutMove | null
  readonly pinned: boolean
  /** Measures from the present place until `unpin`. */
  pin(): void
  unpin(): void
}

/** What the latest move of the line changed. */
export function useCutMoves(ranking: Ranking, cut: number): CutMoves {
  const [place, setPlace] = useState<Place | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = subscribeCut((_, previous) => {
      if (timer === undefined)
        setPlace((before) =>
          before?.ranking === ranking && before.pinned ? before : { ranking, from: previous, pinned: false },
        )
      clearTimeout(timer)
      timer = setTimeout(() => (timer = undefined), REST_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [ranking])
  const set = useCallback(
    (pinned: boolean) => setPlace({ ranking, from: appStore.getState().cut, pinned }),
    [ranking],
  )
  // Ranks of another ranking mean other rows.
  const current = place?.ranking === ranking ? place : null
  return {
    move: current === null ? null : cutMove(ranking, current.from, cut),
    pinned: current?.pinned ?? false,
    pin: () => set(true),
    unpin: () => set(false),
  }
}
