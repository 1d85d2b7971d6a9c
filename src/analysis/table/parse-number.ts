/** What a decimal mark may be. */
export type DecimalMark = '.' | ','

/**
 * How a number is spelled, as far as the decimal mark goes. `DotGroup` (`1.234`) and `CommaGroup`
 * (`1,234`) can be read both ways; `Neutral` (`12`, `1 234`) reads the same under either mark.
 */
export const NumberKind = {
  Integer: 0,
  LeadingZero: 1,
  BeyondExact: 2,
  Phone: 3,
  Point: 4,
  Comma: 5,
  DotGroup: 6,
  CommaGroup: 7,
  Neutral: 8,
} as const

export interface NumberScan {
  readonly kind: number
  /** Digits with the marks as written, grouping blanks and apostrophes removed. */
  readonly body: string
  readonly negative: boolean
  readonly percent: boolean
  /** Currency sign or code as written, `` for none. */
  readonly currency: string
  readonly grouped: boolean
  readonly digits: number
}

const CURRENCY_BEFORE =
  /^(?:(US\$|A\$|C\$|NZ\$|HK\$|R\$|S\$|[$€£¥₹₽₩₺₴₦฿₫₪₱]|Fr\.|Rs\.?|zł|kr\.?|[A-Z]{3})\s*)(?=[-+−(]?[\d.,])/u
const CURRENCY_AFTER = /\s*([$€£¥₹₽₩₺₴₦฿₫₪₱]|zł|kr\.?|Fr\.|Kč|Ft|[A-Z]{3})$/u
const CODES: ReadonlySet<string> = new Set(
  (
    'USD EUR GBP JPY CHF CAD AUD NZD CNY INR SEK NOK DKK PLN CZK HUF RON BGN TRY RUB UAH ZAR BRL MXN ARS CLP COP PEN ' +
    'SGD HKD TWD KRW THB IDR MYR PHP VND ILS AED SAR QAR KWD EGP NGN KES GHS MAD TND PKR BDT LKR ISK HRK RSD'
  ).split(' '),
)
const INFINITE = /^[-+−]?(?:inf|infinity|∞)$/i
const DIGIT = /\d/
const DIGITS = /^\d+$/
const POINT = /^(?:\d+\.\d*|\.\d+)$/
const COMMA = /^(?:\d+,\d*|,\d+)$/
const EXPONENT = /^(?:\d+[.,]?\d*|[.,]\d+)[eE][-+]?\d{1,4}$/
const POINT_GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/
const INDIAN_GROUPED = /^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d*)?$/
const COMMA_GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/
const BLANK_GROUPED = /^[1-9]\d{0,2}(?:([ \u00a0\u202f\u2009'’])\d{3})(?:\1\d{3})*(?:[.,]\d*)?$/
const BLANKS = /[ \u00a0\u202f\u2009'’]/g

/**
 * Takes a number apart: sign, currency, percent, grouping and decimal mark, with groups checked
 * (`300,0,00.40` is not a number). Accounting negatives `(1,234.50)` and trailing minus are read.
 *
 * @returns the parts, or null when the cell is not a number under any reading. Cost: a few regular expressions.
 */
export function scanNumber(cell: string): NumberScan | null {
  let text = cell.trim()
  if (text.length === 0 || text.length > 60) return null
  let negative = false
  let percent = false
  let currency = ''
  if (INFINITE.test(text)) {
    return scan(
      NumberKind.Neutral,
      'Infinity',
      text.startsWith('-') || text.startsWith('−'),
      false,
      '',
      false,
      0,
    )
  }
  if (text.length > 40 || !DIGIT.test(text)) return null
  if (text.startsWith('(') && text.endsWith(')')) {
    negative = true
    text = text.slice(1, -1).trim()
  }
  let sign = leadingSign(text)
  if (sign !== '') text = text.slice(1).trimStart()
  const before = CURRENCY_BEFORE.exec(text)
  if (before && isCurrency(before[1] ?? '')) {
    currency = before[1] ?? ''
    text = text.slice(before[0].length)
    if (text.startsWith('(') && text.endsWith(')') && !negative) {
      negative = true
      text = text.slice(1, -1).trim()
    }
    const inner = leadingSign(text)
    if (inner !== '' && sign === '') {
      sign = inner
      text = text.slice(1)
    }
  }
  if (text.endsWith('%')) {
    percent = true
    text = text.slice(0, -1).trimEnd()
  } else if (currency === '') {
    const after = CURRENCY_AFTER.exec(text)
    if (after && isCurrency(after[1] ?? '')) {
      currency = after[1] ?? ''
      text = text.slice(0, -after[0].length)
    }
  }
  if (sign === '' && !negative && /^[^-−].*[-−]$/.test(text)) {
    sign = '-'
    text = text.slice(0, -1).trimEnd()
  }
  if (negative && sign !== '') return null
  if (sign === '-') negative = true
  return scanBody(text, sign, negative, percent, currency)
}

/** The value of a taken-apart number under a decimal mark; NaN when it cannot be read under that mark. */
export function numberValue(parts: NumberScan, mark: DecimalMark): number {
  const { kind } = parts
  let body = parts.body
  if (mark === '.') {
    if (kind === NumberKind.Comma) return NaN
    body = body.replaceAll(',', '')
  } else {
    if (kind === NumberKind.Point) return NaN
    body = body.replaceAll('.', '').replace(',', '.')
  }
  const value = Number(body)
  return parts.negative ? -value : value
}

/** Reads a cell as a number under a decimal mark; NaN when it is none. */
export function parseNumber(cell: string, mark: DecimalMark): number {
  const parts = scanNumber(cell)
  return parts === null ? NaN : numberValue(parts, mark)
}

function scanBody(
  text: string,
  sign: string,
  negative: boolean,
  percent: boolean,
  currency: string,
): NumberScan | null {
  const plain = currency === '' && !percent
  if (DIGITS.test(text)) {
    const digits = text.length
    if (plain && sign === '+' && digits >= 9)
      return scan(NumberKind.Phone, text, negative, percent, currency, false, digits)
    const kind =
      plain && digits > 1 && text.startsWith('0')
        ? NumberKind.LeadingZero
        : digits > 15 && !Number.isSafeInteger(Number(text))
          ? NumberKind.BeyondExact
          : NumberKind.Integer
    return scan(kind, text, negative, percent, currency, false, digits)
  }
  if (POINT.test(text)) {
    const ambiguous = /^[1-9]\d{0,2}\.\d{3}$/.test(text)
    return scan(
      ambiguous ? NumberKind.DotGroup : NumberKind.Point,
      text,
      negative,
      percent,
      currency,
      false,
      0,
    )
  }
  if (COMMA.test(text)) {
    const ambiguous = /^[1-9]\d{0,2},\d{3}$/.test(text)
    return scan(
      ambiguous ? NumberKind.CommaGroup : NumberKind.Comma,
      text,
      negative,
      percent,
      currency,
      ambiguous,
      0,
    )
  }
  if (EXPONENT.test(text)) {
    const kind = text.includes('.')
      ? NumberKind.Point
      : text.includes(',')
        ? NumberKind.Comma
        : NumberKind.Neutral
    return scan(kind, text, negative, percent, currency, false, 0)
  }
  if (POINT_GROUPED.test(text) || INDIAN_GROUPED.test(text)) {
    return scan(NumberKind.Point, text, negative, percent, currency, true, 0)
  }
  if (COMMA_GROUPED.test(text)) return scan(NumberKind.Comma, text, negative, percent, currency, true, 0)
  if (BLANK_GROUPED.test(text)) {
    const body = text.replace(BLANKS, '')
    const kind = body.includes('.')
      ? NumberKind.Point
      : body.includes(',')
        ? NumberKind.Comma
        : NumberKind.Neutral
    return scan(kind, body, negative, percent, currency, true, 0)
  }
  return null
}

function scan(
  kind: number,
  body: string,
  negative: boolean,
  percent: boolean,
  currency: string,
  grouped: boolean,
  digits: number,
): NumberScan {
  return { kind, body, negative, percent, currency, grouped, digits }
}

function leadingSign(text: string): '' | '+' | '-' {
  const first = text.charAt(0)
  if (first === '-' || first === '−') return '-'
  return first === '+' ? '+' : ''
}

function isCurrency(mark: string): boolean {
  return !/^[A-Z]{3}$/.test(mark) || CODES.has(mark)
}
