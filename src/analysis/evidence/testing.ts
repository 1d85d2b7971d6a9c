import { createRng } from '../math/rng.ts'
import { openDataset } from '../pipeline/dataset.ts'
import { createInlineRunner } from '../pipeline/inline-runner.ts'
import { prepare } from '../pipeline/prepare.ts'
import { Session } from '../pipeline/session.ts'
import { testHost, textSource } from '../pipeline/testing.ts'

// A small file of payments for the tests of the evidence on a row.

const TYPES = ['Personal', 'Personal', 'Business', 'Joint']
const HOUR_MS = 3_600_000

/** Rows that stand out: by amount, by a rare type at night, by both amount and fee, by a missing amount. */
export const ODD = [11, 47, 83, 120]

/** 240 payments of twelve customers: amounts, fees, a type and a time, with missing cells. */
export function paymentsCsv(): string {
  const rng = createRng(3)
  const lines = ['Payment id,Customer,Booked,Amount,Fee,Type']
  for (let row = 0; row < 240; row++) {
    const odd = ODD.indexOf(row)
    const customer = `C${String(100 + rng.below(12))}`
    const hour = odd === 1 ? 3 : 8 + rng.below(10)
    const time = new Date(Date.UTC(2024, 0, 1 + row) + hour * HOUR_MS + rng.below(60) * 60_000)
    const amount = odd === 0 ? 2769.89 : odd === 2 ? 900 : 50 + 100 * rng.next() + 40 * rng.next()
    const fee = odd === 2 ? 19.5 : 1 + 2 * rng.next()
    const type = odd === 1 ? 'Corporate' : TYPES[rng.below(4)]!
    const shown = odd === 3 || row % 37 === 5 ? '' : amount.toFixed(2)
    lines.push(
      [`P${10_000 + row}`, customer, time.toISOString().slice(0, 16), shown, fee.toFixed(2), type].join(','),
    )
  }
  return lines.join('\n')
}

/** The file, ranked by a detector with its own defaults or the parameters given. */
export async function rankedPayments(
  detector: string,
  params: Record<string, number | string | boolean> = {},
) {
  const host = testHost()
  const session = await Session.open(textSource(paymentsCsv()), {}, createInlineRunner(), host)
  const ranking = await session.detect({ detector, params, seed: 2 }, host)
  return { session, host, ranking }
}

/** What a detector sees of the file without any preprocessing. */
export async function preparedPayments() {
  const host = testHost()
  const dataset = await openDataset(textSource(paymentsCsv()), {}, host)
  return { dataset, host, ...(await prepare(dataset, { detector: 'auto', params: {}, seed: 2 }, host)) }
}
