/** A generated file that comes with the page, to try it on. */
export interface Sample {
  readonly name: string
  /** File name within `sample-data/`. */
  readonly file: string
  /** What it is, in a sentence. */
  readonly sentence: string
}

export const SAMPLES: readonly Sample[] = [
  {
    name: 'Card transactions',
    file: 'card-transactions.csv',
    sentence: '1,000 card payments; the amounts of 20 of them do not fit.',
  },
  {
    name: 'Vendor payments',
    file: 'vendor-payments.csv',
    sentence: '3,000 payments from a ledger, as messy as ledgers are, with duplicates and round amounts.',
  },
  {
    name: 'Sensor readings',
    file: 'sensor-readings.csv',
    sentence: 'Five sensors, minute by minute for three days, with spikes, a drift and a stuck reading.',
  },
]
