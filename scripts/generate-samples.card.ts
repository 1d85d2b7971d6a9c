import { createDraws, padded } from './generate-samples.random.ts'

const ROWS = 1000
const PLANTED = 20
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const HEADER = [
  'Transaction ID',
  'Amount',
  'Volume',
  'Average amount',
  'Frequency',
  'Time since last',
  'Day of week',
  'Time of day',
  'Age',
  'Gender',
  'Income',
  'Account type',
  'Label',
]

/**
 * 1,000 card payments. 20 of them, marked in the last column, have an amount that no other has; all of their
 * other columns are drawn like everyone's.
 */
export function cardTransactions(seed: number): string {
  const draws = createDraws(seed)
  const planted = new Set(draws.distinct(PLANTED, ROWS))
  const lines = [HEADER.join(',')]
  for (let row = 0; row < ROWS; row++) {
    const odd = planted.has(row)
    const amount = odd ? draws.uniform(2000, 3200) : draws.normal(1000, 100)
    lines.push(
      [
        `TX${padded(row + 1, 4)}`,
        amount.toFixed(2),
        draws.whole(1, 4),
        draws.normal(1000, 200).toFixed(2),
        draws.whole(5, 14),
        draws.whole(1, 29),
        draws.pick(WEEKDAYS),
        draws.whole(8, 22),
        draws.whole(18, 59),
        draws.chance(0.5) ? 'F' : 'M',
        Math.round(draws.uniform(200, 1500)) * 100,
        draws.chance(0.5) ? 'Current' : 'Savings',
        odd ? 1 : 0,
      ].join(','),
    )
  }
  return `${lines.join('\n')}\n`
}
