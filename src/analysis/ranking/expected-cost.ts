import type { Chances } from './chances.ts'

/** What mistakes cost, in one unit of money. */
export interface Costs {
  /** A flagged row that is no anomaly: the time to look at it, and what it does to a customer. */
  readonly falseAlarm: number
  /** An anomaly that is not flagged. */
  readonly missed: number
  /** Lost beside that: a share (0 … 1 or more) of its amount, without sign. */
  readonly missedShare: number
}

/** The expected cost at one cut, by what it comes from. */
export interface CostAt {
  readonly cut: number
  readonly cost: number
  readonly falseAlarms: number
  /** Anomalies not flagged. */
  readonly missed: number
}

/**
 * The expected cost of every cut that chances are known for.
 *
 * @returns (positions,) in the unit of the costs
 *
 * Cost: linear in the positions; some 20 µs for a million rows without labels.
 */
export function costAlong(chances: Chances, costs: Costs): Float64Array {
  const { positions, anomalies, amounts } = chances
  const last = positions.length - 1
  const perAnomaly = costs.falseAlarm + costs.missed
  const share = amounts === null ? 0 : costs.missedShare
  const all = costs.missed * anomalies[last]! + (share === 0 ? 0 : share * amounts![last]!)
  const cost = new Float64Array(positions.length)
  for (let j = 0; j <= last; j++) {
    const saved = perAnomaly * anomalies[j]! + (share === 0 ? 0 : share * amounts![j]!)
    // Rounding must not make a cost that is nothing less than nothing.
    cost[j] = Math.max(0, costs.falseAlarm * positions[j]! + all - saved)
  }
  return cost
}

/** The cut of lowest expected cost; of several the one that flags fewest. Cost: linear in the positions. */
export function lowestCost(chances: Chances, costs: Costs): CostAt {
  const cost = costAlong(chances, costs)
  let best = 0
  for (let j = 1; j < cost.length; j++) if (cost[j]! < cost[best]!) best = j
  return costAt(chances, costs, chances.positions[best]!)
}

/**
 * The expected cost at any cut: between two positions all rows have the same chance and the same amount.
 *
 * @param cut 0 … rows
 *
 * Cost: logarithmic.
 */
export function costAt(chances: Chances, costs: Costs, cut: number): CostAt {
  const { positions, anomalies, amounts } = chances
  const last = positions.length - 1
  let low = 0
  let high = last
  while (low < high) {
    const middle = (low + high) >>> 1
    if (positions[middle]! < cut) low = middle + 1
    else high = middle
  }
  const before = Math.max(0, low - 1)
  const width = positions[low]! - positions[before]!
  const part = width === 0 ? 1 : (cut - positions[before]!) / width
  const at = (values: Float64Array): number => values[before]! + part * (values[low]! - values[before]!)
  const found = at(anomalies)
  const falseAlarms = Math.max(0, cut - found)
  const missed = Math.max(0, anomalies[last]! - found)
  const lost = amounts === null ? 0 : Math.max(0, amounts[last]! - at(amounts))
  return {
    cut,
    cost: costs.falseAlarm * falseAlarms + costs.missed * missed + costs.missedShare * lost,
    falseAlarms,
    missed,
  }
}
