import { DATE_BASE, Evidence } from './evidence.ts'
import { GrowableFloat64, GrowableInt32, TextPool } from './growable.ts'
import { isMissing, isMissingWord } from './missing.ts'
import { DateKind, parseIsoFast } from './parse-datetime.ts'
import { readPlainNumber } from './plain-number.ts'

/** More different values than this are kept as text, not as a dictionary. */
export const DICTIONARY_LIMIT = 100_000

/** Rows after which a column's shape is guessed from its dictionary. */
const GUESS_AFTER = 1000

/** What a column is collected as; only speed depends on it, never the result. */
type Mode = 'dictionary' | 'numbers' | 'dates' | 'pool' | 'lost'

/** Which fast ways a builder may take. */
export interface BuilderPlan {
  readonly mayGuess: boolean
  readonly dictionaryLimit: number
  /** Straight to the text pool. */
  readonly pool: boolean
  /** Rows to expect, 0 when unknown. */
  readonly expectedRows: number
}

/** A cell that the fast path of its column refused, kept to be read when the column's type is known. */
export interface Exceptional {
  readonly rows: number[]
  readonly texts: string[]
}

/** What a builder holds at the end of the file. */
export type Collected =
  | {
      readonly kind: 'dictionary'
      readonly codes: Int32Array
      readonly values: readonly string[]
      readonly counts: readonly number[]
    }
  | {
      readonly kind: 'numbers' | 'dates'
      readonly values: Float64Array
      readonly exceptional: Exceptional
      readonly evidence: Evidence
    }
  | {
      readonly kind: 'pool'
      readonly bytes: Uint8Array
      readonly offsets: Uint32Array
      readonly missing: number
    }
  /** The guess did not hold: the column must be read again without one. */
  | { readonly kind: 'lost' }

/**
 * Collects one column's cells. It starts as a dictionary; after some rows it may turn to a fast
 * path for plain numbers or ISO dates, whose misfits are kept aside; a dictionary that grows too
 * large becomes a text pool. A fast path with too many misfits gives up (`lost`).
 */
export class ColumnBuilder {
  #mode: Mode
  readonly #plan: BuilderPlan
  #rows = 0
  #codes: GrowableInt32
  #dictionary = new Map<string, number>()
  #keys: string[] = []
  #counts: number[] = []
  #values: GrowableFloat64
  readonly #pool: TextPool
  #poolMissing = 0
  readonly #evidence = new Evidence()
  readonly #exceptional: Exceptional = { rows: [], texts: [] }
  readonly #name: string
  /** The first cell that is not missing, as written. */
  example = ''

  constructor(name: string, plan: BuilderPlan) {
    this.#name = name
    this.#plan = plan
    this.#codes = new GrowableInt32(plan.expectedRows)
    this.#values = new GrowableFloat64(plan.expectedRows)
    this.#pool = new TextPool(plan.expectedRows)
    this.#mode = plan.pool ? 'pool' : 'dictionary'
  }

  get lost(): boolean {
    return this.#mode === 'lost'
  }

  /** Adds missing cells for rows read before this column was seen. */
  pad(rows: number): void {
    for (let i = 0; i < rows; i++) this.#add('')
  }

  /** Adds cell `column` of each row; a row that is too short has it missing. */
  addRows(rows: readonly (readonly string[])[], column: number): void {
    let r = 0
    const n = rows.length
    if (this.example === '') this.#findExample(rows, column)
    while (r < n && this.#rows < GUESS_AFTER) this.#add(rows[r++]?.[column] ?? '')
    if (this.#mode === 'numbers') r = this.#addNumbers(rows, column, r)
    else if (this.#mode === 'dates') r = this.#addDates(rows, column, r)
    else if (this.#mode === 'dictionary') r = this.#addWords(rows, column, r)
    for (; r < n; r++) this.#add(rows[r]?.[column] ?? '')
  }

  finish(): Collected {
    switch (this.#mode) {
      case 'lost':
        return { kind: 'lost' }
      case 'pool':
        return { kind: 'pool', ...this.#pool.finish(), missing: this.#poolMissing }
      case 'dictionary':
        return { kind: 'dictionary', codes: this.#codes.finish(), values: this.#keys, counts: this.#counts }
      default:
        return {
          kind: this.#mode,
          values: this.#values.finish(),
          exceptional: this.#exceptional,
          evidence: this.#evidence,
        }
    }
  }

  #add(cell: string): void {
    switch (this.#mode) {
      case 'dictionary':
        this.#word(cell)
        break
      case 'numbers':
        this.#number(cell)
        break
      case 'dates':
        this.#date(cell)
        break
      case 'pool':
        this.#text(cell)
        break
      case 'lost':
        break
    }
    this.#rows++
    if (this.#rows === GUESS_AFTER && this.#mode === 'dictionary' && this.#plan.mayGuess) this.#guess()
  }

  #addNumbers(rows: readonly (readonly string[])[], column: number, from: number): number {
    const values = this.#values
    const evidence = this.#evidence
    let r = from
    for (; r < rows.length; r++) {
      const cell = rows[r]![column] ?? ''
      const value = readPlainNumber(cell, evidence)
      if (value === value) values.push(value)
      else {
        this.#misfit(cell, this.#rows + r - from)
        if (this.#mode === 'lost') break
      }
    }
    this.#rows += r - from
    return r
  }

  #addDates(rows: readonly (readonly string[])[], column: number, from: number): number {
    let r = from
    for (; r < rows.length; r++) {
      this.#date(rows[r]![column] ?? '', this.#rows)
      this.#rows++
      if (this.#mode === 'lost') break
    }
    return r
  }

  #addWords(rows: readonly (readonly string[])[], column: number, from: number): number {
    const dictionary = this.#dictionary
    const codes = this.#codes
    const counts = this.#counts
    let r = from
    for (; r < rows.length; r++) {
      const cell = rows[r]![column] ?? ''
      const code = dictionary.get(cell)
      if (code === undefined) {
        this.#word(cell)
        if (this.#mode !== 'dictionary') {
          r++
          this.#rows++
          break
        }
      } else {
        counts[code]!++
        codes.push(code)
      }
      this.#rows++
    }
    return r
  }

  #word(cell: string): void {
    let code = this.#dictionary.get(cell)
    if (code === undefined) {
      if (this.#keys.length >= this.#plan.dictionaryLimit) {
        this.#toPool()
        this.#text(cell)
        return
      }
      code = this.#keys.length
      const key = detached(cell)
      this.#dictionary.set(key, code)
      this.#keys.push(key)
      this.#counts.push(0)
    }
    this.#counts[code]!++
    this.#codes.push(code)
  }

  #number(cell: string, row = this.#rows): void {
    const value = readPlainNumber(cell, this.#evidence)
    if (value === value) this.#values.push(value)
    else this.#misfit(cell, row)
  }

  #date(cell: string, row = this.#rows): void {
    const value = parseIsoFast(cell)
    if (value === value) {
      const e = this.#evidence
      e.counts[cell.length === 10 ? DATE_BASE + DateKind.Iso : DATE_BASE + DateKind.Iso + 8]!++
      if (value < e.firstDate) e.firstDate = value
      if (value > e.lastDate) e.lastDate = value
      this.#values.push(value)
    } else this.#misfit(cell, row)
  }

  #misfit(cell: string, row: number): void {
    this.#values.push(NaN)
    if (this.#evidence.add(cell, 1) < 0) return
    const { rows, texts } = this.#exceptional
    rows.push(row)
    texts.push(detached(cell))
    if (rows.length > 1000 + 0.2 * row) this.#giveUp()
  }

  #giveUp(): void {
    this.#mode = 'lost'
    this.#values = new GrowableFloat64()
    this.#exceptional.rows.length = 0
    this.#exceptional.texts.length = 0
  }

  #text(cell: string): void {
    if (isMissingWord(cell)) {
      this.#poolMissing++
      this.#pool.push('')
    } else this.#pool.push(cell)
  }

  #toPool(): void {
    const codes = this.#codes
    const keys = this.#keys.map((key) => (isMissingWord(key) ? '' : key))
    for (let r = 0; r < codes.length; r++) {
      const key = keys[codes.get(r)] ?? ''
      if (key === '') this.#poolMissing++
      this.#pool.push(key)
    }
    this.#dropDictionary()
    this.#mode = 'pool'
  }

  #guess(): void {
    const probe = new Evidence()
    let numbers = 0
    let dates = 0
    let cells = 0
    let codes = 0
    for (const [code, key] of this.#keys.entries()) {
      if (isMissing(key)) continue
      const times = this.#counts[code] ?? 0
      cells += times
      const value = readPlainNumber(key, probe)
      if (value === value) numbers += times
      else if (!Number.isNaN(parseIsoFast(key))) dates += times
      if (/^0\d+$/.test(key)) codes += times
    }
    const compact =
      /date|day|dat|time|dt|fec/i.test(this.#name) &&
      probe.minDigits === probe.maxDigits &&
      (probe.minDigits === 8 || probe.minDigits === 14)
    if (cells === 0) return
    if (numbers >= 0.95 * cells && codes === 0 && !compact) this.#replay('numbers')
    else if (dates >= 0.95 * cells) this.#replay('dates')
  }

  #replay(mode: 'numbers' | 'dates'): void {
    const codes = this.#codes
    const keys = this.#keys
    this.#mode = mode
    for (let r = 0; r < codes.length; r++) {
      const key = keys[codes.get(r)] ?? ''
      if (this.lost) break
      if (mode === 'numbers') this.#number(key, r)
      else this.#date(key, r)
    }
    this.#dropDictionary()
  }

  #dropDictionary(): void {
    this.#codes = new GrowableInt32()
    this.#dictionary = new Map()
    this.#keys = []
    this.#counts = []
  }

  #findExample(rows: readonly (readonly string[])[], column: number): void {
    for (const row of rows) {
      const cell = row[column]
      if (cell !== undefined && !isMissing(cell)) {
        this.example = detached(cell)
        return
      }
    }
  }
}

/** A copy that does not keep the whole chunk of text alive that the cell is a slice of. */
export function detached(cell: string): string {
  return cell.length < 13 ? cell : (' ' + cell).slice(1)
}
