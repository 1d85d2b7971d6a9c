/** Writes cells as lines of CSV: RFC 4180, comma, CRLF. */
export interface CsvWriter {
  /** One line: `own` cells are Flagstone's figures and never touched, `cells` are the file's. */
  line(own: readonly string[], cells: readonly string[]): string
  /** Cells that were neutralised so far. */
  readonly neutralised: number
}

/** @param neutralise put an apostrophe before cells that a spreadsheet would run as a formula */
export function createCsvWriter(neutralise: boolean): CsvWriter {
  let neutralised = 0
  return {
    line(own, cells) {
      let text = joined(own)
      for (let i = 0; i < cells.length; i++) {
        let cell = cells[i]!
        if (neutralise && isFormula(cell)) {
          cell = `'${cell}`
          neutralised++
        }
        text += i === 0 && own.length === 0 ? quoted(cell) : `,${quoted(cell)}`
      }
      return `${text}\r\n`
    },
    get neutralised() {
      return neutralised
    },
  }
}

/**
 * A text of ours that begins with a word of the file, such as a column's name, made safe for spreadsheets.
 *
 * @returns the text, after an apostrophe where a spreadsheet would run it as a formula
 */
export function inert(text: string): string {
  return isFormula(text) ? `'${text}` : text
}

/** Cells with commas between them, quoted where they must be, without a line end. */
export function joined(cells: readonly string[]): string {
  return cells.map(quoted).join(',')
}

/**
 * Whether a spreadsheet may run the cell as a formula: it begins with `=`, `+`, `-`, `@`, a tab or a
 * carriage return (also after blanks, which some programs skip, and in their full-width forms) and is not a plain number.
 *
 * Plain numbers are left alone: a sign, digits with optional grouping by `,` `.` `'` or blanks, a decimal
 * part, an exponent, a percent sign, and a currency sign on either side: `-12.5`, `+3.2`, `-1e5`,
 * `-1.020,00`, `-$68,486.66`. A lone `-` is left alone too: it spells a missing value and computes nothing.
 *
 * Source: OWASP, CSV injection.
 */
export function isFormula(cell: string): boolean {
  const first = cell.charCodeAt(0)
  // Nearly all cells begin with a letter, a digit or a quote: decided by one comparison.
  if (!(first <= 64 || first >= 0xa0)) return false
  if (first >= 48 && first <= 57) return false
  return MAY_RUN.test(cell) && !PLAIN_NUMBER.test(cell.trim())
}

const MAY_RUN = /^(?:[\t\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/u
/** At most one blank between the parts: nothing here can match in more than one way. */
const PLAIN_NUMBER =
  /^[+-]? ?\p{Sc}? ?[+-]? ?(?:\d+(?:[.,'\u2019 \u00a0\u202f]\d+)*[.,]?|[.,]\d+)?(?:e[+-]?\d+)? ?[%\p{Sc}]?$/iu

/** Quoted only where it must be. */
function quoted(cell: string): string {
  return MUST_QUOTE.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const MUST_QUOTE = /[",\r\n]|^\s|\s$/
