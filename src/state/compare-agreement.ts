import { useEffect, useMemo, useReducer, useState } from 'react'
import { createFlagPatterns, type FlagPatterns } from '../analysis/compare/flag-patterns.ts'
import { rankCorrelation } from '../analysis/compare/mid-ranks.ts'
import type { ComparedRanking, Ranking } from '../workers/engine.api.ts'
import { ranksOf } from './compare-runs.ts'
import { inTurns } from './in-turns.ts'
import { appStore, subscribeCut } from './store.ts'

/** Rows that may enter or leave in one task, over all rankings: some 10 ms. */
const STEPS_PER_TASK = 1_500_000

const turns = inTurns()

/** The patterns of several rankings, for the store's cut. */
interface LinkedPatterns {
  /** As they are now; where the cut moved very far they get there in some tasks. */
  read(): FlagPatterns
  /** Told after the patterns followed the cut. Returns what ends the subscription. */
  subscribe(listener: () => void): () => void
}

/** @param orders the page's own ranking first */
function linkedPatterns(orders: readonly Uint32Array[]): LinkedPatterns {
  const patterns = createFlagPatterns(orders)
  const move = () => {
    const { ranking, cut } = appStore.getState()
    // Patterns of a former ranking stay where they are.
    return ranking?.order !== orders[0] || patterns.moveTo(cut, STEPS_PER_TASK)
  }
  move()
  return {
    read: () => patterns,
    subscribe(listener) {
      const follow = () => {
        if (!move()) turns.add(follow)
        listener()
      }
      const end = subscribeCut(follow)
      follow()
      return () => {
        end()
        turns.remove(follow)
      }
    },
  }
}

/** Which of the page's ranking (bit 0) and the compared ones (bits 1 …) flag which rows, at the store's cut. */
export function useFlagPatterns(ranking: Ranking, runs: readonly ComparedRanking[]): FlagPatterns {
  const linked = useMemo(
    () => linkedPatterns([ranking.order, ...runs.map(({ order }) => order)]),
    [ranking, runs],
  )
  const [, told] = useReducer((times: number) => times + 1, 0)
  useEffect(() => linked.subscribe(told), [linked])
  return linked.read()
}

/**
 * Spearman's correlation of each pair of rankings, the page's own first; null where it is not worked out yet.
 * Each pair is worked out once, in its turn.
 */
export function useRankCorrelations(
  ranking: Ranking,
  runs: readonly ComparedRanking[],
): readonly (readonly (number | null)[])[] {
  const [known, setKnown] = useState(0)
  useEffect(() => {
    const all = [ranking, ...runs]
    let stopped = false
    const next = () => {
      if (stopped) return
      for (let a = 0; a < all.length; a++) {
        for (let b = a + 1; b < all.length; b++) {
          if (correlations.get(all[a]!)?.has(all[b]!)) continue
          remember(all[a]!, all[b]!, rankCorrelation(ranksIn(all[a]!), ranksIn(all[b]!)))
          turns.add(next)
          setKnown((pairs) => pairs + 1)
          return
        }
      }
    }
    turns.add(next)
    return () => {
      stopped = true
      turns.remove(next)
    }
  }, [ranking, runs])
  return useMemo(() => {
    const all = [ranking, ...runs]
    return all.map((a) => all.map((b) => (a === b ? 1 : (correlations.get(a)?.get(b) ?? null))))
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `known` says that there is one more
  }, [ranking, runs, known])
}

type AnyRanking = Ranking | ComparedRanking

const correlations = new WeakMap<AnyRanking, WeakMap<AnyRanking, number>>()

function remember(a: AnyRanking, b: AnyRanking, value: number): void {
  for (const [of, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const map = correlations.get(of) ?? new WeakMap<AnyRanking, number>()
    correlations.set(of, map.set(to, value))
  }
}

function ranksIn(ranking: AnyRanking): Float32Array {
  return 'ranks' in ranking ? ranking.ranks : ranksOf(ranking)
}
