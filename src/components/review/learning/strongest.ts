import type { WhyLearned } from '../../../analysis/feedback/why-learned.ts'

/** Columns named per row, and the share of the strongest one's effect that another needs to be named. */
const NAMED = 2
const SHARE = 0.25

/** The table columns that moved a row most in a direction, the strongest first; none where nothing did. */
export function strongest({ columns, moved }: WhyLearned, at: number, up: boolean): number[] {
  const width = columns.length
  const effects = columns.map((column, s) => {
    const effect = moved[at * width + s] ?? 0
    return { column, effect: up ? effect : -effect }
  })
  effects.sort((a, b) => b.effect - a.effect)
  const most = effects[0]?.effect ?? 0
  return effects
    .filter(({ effect }) => effect > 0 && effect >= most * SHARE)
    .slice(0, NAMED)
    .map(({ column }) => column)
}
