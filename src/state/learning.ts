import { packLessons, packTeaches, sameLessons, type PackedLessons } from '../analysis/feedback/feedback.ts'
import type { Decision } from '../analysis/decisions/decision.ts'
import type { CutChoice } from '../analysis/settings.ts'
import type { Ranking } from '../workers/engine.api.ts'
import type { AppState } from './app-state.ts'
import { getEngine } from './engine.ts'
import type { LearningState } from './learning-state.ts'
import { rankOf } from './selectors.ts'
import { appStore } from './store.ts'

const get = appStore.getState

/** Rows of the queue that are learned first, before all rows are in order. */
const NEXT_ROWS = 200

/** What the ranking that is shown, or about to be, was learned from. */
let wanted: { readonly own: Ranking; readonly lessons: PackedLessons } | null = null
/** The detector's ranking that the engine was asked to get ready. */
let prepared: Ranking | null = null

const NO_DECISIONS: ReadonlyMap<number, Decision> = new Map()
const NO_LESSONS = packLessons(NO_DECISIONS)

/** Lets decisions change the order, or brings the detector's own order back, at once. */
export function setLearning(on: boolean): void {
  patch({ on, problem: null })
}

/** The lessons of the decisions as they are now. */
export function currentLessons({ review, learning }: Pick<AppState, 'review' | 'learning'>): PackedLessons {
  return packLessons(learning.on ? review.decided.decisions : NO_DECISIONS)
}

/** Where a row ranked before decisions changed the order, from 0; null where they did not. */
export function rankBefore(
  { ranking, learning }: Pick<AppState, 'ranking' | 'learning'>,
  row: number,
): number | null {
  if (ranking?.learned === undefined || learning.own === null) return null
  return rankOf(learning.own)[row] ?? null
}

// Whatever leads to other lessons or another ranking to learn on: a decision, an undo, the switch, another detector.
appStore.subscribe((state, before) => {
  if (state.ranking !== before.ranking && state.ranking?.learned === undefined) {
    if (state.ranking !== state.learning.own) {
      patch({ own: state.ranking, next: null, busy: false, problem: null })
      return // told again with it
    }
  }
  if (
    state.learning.own === before.learning.own &&
    state.learning.on === before.learning.on &&
    state.review.decided.decisions === before.review.decided.decisions
  )
    return
  follow(state)
})

function follow(state: AppState): void {
  const { own, on } = state.learning
  if (own === null) {
    wanted = null
    prepared = null
    return
  }
  if (on && prepared !== own) {
    prepared = own
    // What goes wrong is told by the first decision.
    getEngine()
      .prepareLearning(true)
      .catch(() => undefined)
  } else if (!on && prepared !== null) {
    prepared = null
    getEngine()
      .prepareLearning(false)
      .catch(() => undefined)
  }
  const present = currentLessons(state)
  const lessons = packTeaches(present) ? present : NO_LESSONS
  if (sameLessons(lessons, wanted?.own === own ? wanted.lessons : NO_LESSONS)) return
  wanted = { own, lessons }
  void learn(wanted)
}

async function learn(asked: NonNullable<typeof wanted>): Promise<void> {
  const { own, lessons } = asked
  const current = () => wanted === asked && get().ranking !== null
  const engine = getEngine()
  try {
    if (lessons.rows.length === 0) {
      show(own)
      await engine.learn(NO_LESSONS)
      return
    }
    patch({ busy: true, problem: null })
    const first = await engine.learnTop(lessons, NEXT_ROWS)
    if (!current()) return
    if (first.ok) patch({ next: first.value })
    const whole = await engine.learn(lessons)
    if (!current()) return
    if (whole.ok) show(whole.value)
    else if (whole.error.code !== 'cancelled') await giveUp(own, whole.error.message)
    else patch({ busy: false, next: null })
  } catch (cause) {
    if (current()) await giveUp(own, cause instanceof Error ? cause.message : String(cause))
  }
}

async function giveUp(own: Ranking, problem: string): Promise<void> {
  show(own)
  patch({ problem })
  await getEngine().learn(NO_LESSONS)
}

/** The ranking takes the place of the one that is shown: as many rows are flagged, and the same row is selected. */
function show(ranking: Ranking): void {
  const { ranking: shown, cutChoice } = get()
  if (ranking !== shown) appStore.setState({ ranking, cutChoice: heldChoice(cutChoice, get().cut) })
  patch({ busy: false, next: null })
}

/** A choice that rests on the scores would flag another number of rows now: the number is what holds. */
function heldChoice(choice: CutChoice, cut: number): CutChoice {
  switch (choice.by) {
    case 'auto':
    case 'rows':
    case 'share':
    case 'capacity':
      return choice
    default:
      return { by: 'rows', rows: cut }
  }
}

function patch(change: Partial<LearningState>): void {
  appStore.setState(({ learning }) => ({ learning: { ...learning, ...change } }))
}

// A ranking that was there before this was loaded.
const first = get().ranking
if (first !== null && first.learned === undefined) patch({ own: first })
