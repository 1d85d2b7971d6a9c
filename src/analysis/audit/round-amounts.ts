import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { decimalsOf, unitsOf } from './decimals.ts'
import { entityShares, type EntityShares } from './entity-shares.ts'

export interface RoundAmountsRequest {
  readonly column: number
  /** Decimals that the amounts are written with; null: found from the column. */
  readonly decimals: number | null
  /** Whose share of round amounts is looked at; null: no one's. */
  readonly entity: number | null
  /** What counts as round for entities: 10, 100, 1,000 … */
  readonly multiple: number
  readonly rows: boolean
}

/**
 * How a round amount ends: whole amounts, multiples of a power of ten, or odd multiples of five times one
 * (which are no multiples of the next power).
 */
export interface RoundLine {
  readonly kind: 'whole' | 'multiple' | 'odd-multiple'
  /** 1 for whole amounts. */
  readonly of: number
  readonly rows: number
  /** Rows that the other endings of the same column suggest. */
  readonly expected: number
  /** Distance from the expected number in standard errors, the error of the expected number included. */
  readonly z: number
}

export interface RoundAmountsAnswer {
  /** Amounts that are counted: finite and not 0. */
  readonly n: number
  readonly decimals: number | null
  readonly missing: number
  readonly infinite: number
  readonly zero: number
  /** Too large to know the last digits. */
  readonly tooLong: number
  /** In rising order: whole (with decimals only), 5, 10, 50, 100 … Line i holds the rows of level i + `firstLevel`, a multiple those of all higher levels too. */
  readonly lines: readonly RoundLine[]
  readonly entities: EntityShares | null
  /** (rows,) 0: not round, else 1 + the last line that the amount is in; 65535: not counted; null unless asked for. */
  readonly levels: Uint16Array | null
}

/** Digits before the point that are looked at: up to 10,000,000. */
const PLACES = 7
const NONE = 0xffff

/**
 * How many amounts are round, compared with the column's own other endings: multiples of 100 with amounts that end in
 * 80, 90, 10 and 20, odd multiples of 50 with 30, 40, 60 and 70 (the mean of the middle two of the four), and whole
 * amounts with the middle half of the other cents.
 *
 * @param request the amounts; signs are left out, zeros are not counted
 * @returns a line for each ending that the column's amounts can have
 * Errors: UsageError for an unknown column, FlagstoneError for one without numbers.
 * Cost: linear, some 60 ms for a million rows.
 */
export function* roundAmounts(
  context: QuestionContext,
  request: RoundAmountsRequest,
): Work<RoundAmountsAnswer> {
  const { column, entity, multiple } = request
  const { values } = valueColumnAt(context, column)
  const decimals =
    request.decimals ?? (yield* context.kept(`audit decimals ${column}`, () => decimalsOf(values)))
  const places = decimals ?? 0
  let unit = 1
  for (let i = 0; i < places; i++) unit *= 10
  const endings = new Uint32Array(unit)
  // For whole amounts that are multiples of 10^p: how many have each digit in place p.
  const digits = new Uint32Array(PLACES * 10)
  const firsts = new Uint32Array(PLACES * 10)
  const levels = new Uint16Array(values.length).fill(NONE)
  const marks = new Uint8Array(entity === null ? 0 : values.length)
  const out = { missing: 0, infinite: 0, zero: 0, tooLong: 0 }
  let n = 0
  let largest = 0
  for (let row = 0; row < values.length; row++) {
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    const value = values[row]!
    if (value - value !== 0) {
      if (value === value) out.infinite++
      else out.missing++
      continue
    }
    if (value === 0) {
      out.zero++
      continue
    }
    const units = unitsOf(value, places)
    if (units === -2) {
      out.tooLong++
      continue
    }
    n++
    levels[row] = 0
    if (entity !== null) marks[row] = 1
    if (units < 0) continue // more decimals than the column: certainly not round
    const ending = unit === 1 ? 0 : units % unit
    endings[ending]!++
    if (ending !== 0 || units === 0) continue
    let whole = units / unit
    if (whole > largest) largest = whole
    if (entity !== null && whole % multiple === 0) marks[row] = 2
    let place = 0
    let digit = whole % 10
    while (digit === 0 && place < PLACES - 1) {
      digits[place * 10]!++
      place++
      whole /= 10
      digit = whole % 10
    }
    digits[place * 10 + digit]!++
    if (whole < 10) firsts[place * 10 + digit]!++
    levels[row] = levelOf(place, digit)
  }
  yield
  const hasWhole = unit > 1
  const lines: RoundLine[] = hasWhole ? [wholeLine(endings)] : []
  for (let place = 0; place < PLACES && decimals !== null; place++) {
    let power = 1
    for (let i = 0; i < place; i++) power *= 10
    const at = (digit: number) => digits[place * 10 + digit]!
    if (largest >= 5 * power) {
      lines.push(line('odd-multiple', 5 * power, at(5), [at(3), at(4), at(6), at(7)]))
    }
    if (largest >= 10 * power && place < PLACES - 1) {
      // 1 and 2 themselves are far from the first multiple; 8 and 9 are just below it.
      const beyond = (digit: number) => at(digit) - firsts[place * 10 + digit]!
      lines.push(line('multiple', 10 * power, at(0), [at(8), at(9), beyond(1), beyond(2)]))
    }
  }
  // Levels start with whole amounts; without decimals every amount is whole and that is no line.
  if (!hasWhole) {
    for (let row = 0; row < levels.length; row++) {
      const level = levels[row]!
      if (level > 0 && level !== NONE) levels[row] = level - 1
    }
    yield
  }
  return {
    n,
    decimals,
    ...out,
    lines,
    entities: entity === null ? null : yield* entityShares(context, entity, marks, 100),
    levels: request.rows ? levels : null,
  }
}

/** Whole 1, odd 5s 2, tens 3, odd 50s 4, hundreds 5 … */
function levelOf(place: number, digit: number): number {
  return digit === 5 ? 2 + 2 * place : 1 + 2 * place
}

function line(kind: RoundLine['kind'], of: number, rows: number, neighbours: readonly number[]): RoundLine {
  const [, low = 0, high = 0] = [...neighbours].sort((a, b) => a - b)
  const expected = (low + high) / 2
  return { kind, of, rows, expected, z: zOf(rows, expected, 1.5) }
}

/** The middle half of the other endings, so that favourites such as .99 do not count. */
function wholeLine(endings: Uint32Array): RoundLine {
  const others = endings.slice(1).sort()
  const from = Math.floor(others.length / 4)
  const middle = others.subarray(from, others.length - from)
  let sum = 0
  for (const count of middle) sum += count
  const expected = sum / middle.length
  return { kind: 'whole', of: 1, rows: endings[0]!, expected, z: zOf(endings[0]!, expected, 1) }
}

function zOf(rows: number, expected: number, variance: number): number {
  return (rows - expected) / Math.sqrt(variance * Math.max(1, expected))
}
