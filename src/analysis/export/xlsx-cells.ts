/** What stands in cells of a worksheet, as XML. Text is always text: there is no formula in anything here. */

/** Characters (UTF-16 units) that a cell of a worksheet holds. */
export const LONGEST_CELL = 32_767
/** Rows of a worksheet, the header among them. */
export const WORKSHEET_ROWS = 1_048_576
/** Columns of a worksheet. */
export const WORKSHEET_COLUMNS = 16_384

/** The letters of a column: 0 is `A`, 26 is `AA`. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}

/** A number, with the style of its column. */
export function numberCell(letters: string, line: number, style: string, value: number): string {
  return `<c r="${letters}${line}"${style}><v>${value}</v></c>`
}

export function flagCell(letters: string, line: number, style: string, value: boolean): string {
  return `<c r="${letters}${line}"${style} t="b"><v>${value ? 1 : 0}</v></c>`
}

/** Text, not longer than a cell holds. */
export function textCell(letters: string, line: number, text: string): string {
  return `<c r="${letters}${line}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

const EPOCH_DAYS = 25_569
const DAY_MS = 86_400_000
/** 1900-03-01: before it, spreadsheets count a day that never was. */
const FIRST_DAY = 61
/** 10000-01-01. */
const DAYS_END = 2_958_466

/**
 * A moment as a spreadsheet counts it: days since 1899-12-30.
 *
 * @param time epoch ms; NaN is missing
 * @returns null for what has no such number
 */
export function serialDate(time: number): number | null {
  const days = time / DAY_MS + EPOCH_DAYS
  return days >= FIRST_DAY && days < DAYS_END ? days : null
}

/**
 * Text within XML. Control characters, which XML cannot hold, are written `_x0007_` as spreadsheets do, and
 * text that looks like this already is marked so that it is read back as it was.
 */
export function escaped(text: string): string {
  // Most cells need nothing.
  if (!SPECIAL.test(text)) return text
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(CONTROL, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

// eslint-disable-next-line no-control-regex -- these are what cannot stand in XML
const SPECIAL = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9a-f]{4}_/i
// eslint-disable-next-line no-control-regex -- as above
const CONTROL = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g
