import type { Ranking } from './results.ts'

/** (rows,) every row's position in the order, from 0: `order` turned round. Cost: linear. */
export function ranksOf({ order }: Pick<Ranking, 'order'>): Uint32Array {
  const ranks = new Uint32Array(order.length)
  for (let k = 0; k < order.length; k++) ranks[order[k]!] = k
  return ranks
}
