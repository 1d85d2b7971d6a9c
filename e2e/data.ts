/** Small files for the tests, from a seed: nothing comes from outside, and every run sees the same bytes. */

/** A seeded generator of uniform numbers in [0, 1) (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(next: () => number): number {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += next()
  return sum - 6
}

const MEASURES = ['Amount', 'Quantity', 'Duration'] as const
export type Measure = (typeof MEASURES)[number]

export interface PaymentsOptions {
  readonly rows: number
  readonly seed?: number
  /** Rows (from 0) whose value in `plantedIn` (by default in each measure) is far from all others. */
  readonly planted?: readonly number[]
  readonly plantedIn?: Measure
}

const REGIONS = ['North', 'South', 'East', 'West']
const START = Date.UTC(2024, 0, 1)

/**
 * `Payment id,Booked at,Amount,Quantity,Duration,Region,Note`: ids with leading zeros, a time every
 * ten minutes, three independent measures, a category, and text of which every 50th is a formula.
 */
export function paymentRows({ rows, seed = 1, planted = [], plantedIn }: PaymentsOptions): string[][] {
  const next = uniform(seed)
  const isPlanted = new Set(planted)
  return Array.from({ length: rows }, (_, row) => {
    const measures: Record<Measure, number> = {
      Amount: 100 + 15 * normal(next),
      Quantity: 40 + 6 * normal(next),
      Duration: 300 + 40 * normal(next),
    }
    if (isPlanted.has(row))
      for (const name of plantedIn === undefined ? MEASURES : [plantedIn]) measures[name] *= 9
    const at = new Date(START + row * 600_000).toISOString().slice(0, 19)
    return [
      String(row + 1).padStart(8, '0'),
      at,
      measures.Amount.toFixed(2),
      measures.Quantity.toFixed(1),
      measures.Duration.toFixed(1),
      REGIONS[Math.floor(next() * REGIONS.length)] ?? 'North',
      row % 50 === 0 ? `=SUM(A1:A${row + 1})` : `order ${Math.floor(next() * 1e9)}`,
    ]
  })
}

export const PAYMENT_HEADER = ['Payment id', 'Booked at', 'Amount', 'Quantity', 'Duration', 'Region', 'Note']

export function paymentsCsv(options: PaymentsOptions): string {
  return [PAYMENT_HEADER, ...paymentRows(options)].map((cells) => cells.join(',')).join('\n') + '\n'
}

/** Wide numbers only, without a structure to read: the quickest way to many rows. */
export function numbersCsv(rows: number, columns: number, seed = 1): string {
  const next = uniform(seed)
  const lines = [Array.from({ length: columns }, (_, c) => `Measure ${c + 1}`).join(',')]
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: columns }, () => (1000 * (next() + next() + next())).toFixed(2))
    lines.push(cells.join(','))
  }
  return lines.join('\n') + '\n'
}

/** Reads a CSV as exports write it (comma, double quotes) without the product's own reader. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? ''
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i] ?? ''
      else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',') {
      cells.push(cell)
      cell = ''
    } else if (c === '\n') {
      rows.push([...cells, cell])
      cells = []
      cell = ''
    } else if (c !== '\r') cell += c
  }
  if (cell !== '' || cells.length > 0) rows.push([...cells, cell])
  return rows
}
