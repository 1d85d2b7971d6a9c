import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import type { LabelMapping, LabelMeaning } from './labels.ts'

export interface LabelValue {
  /** As it is shown and named in a mapping. */
  readonly text: string
  readonly rows: number
}

export interface LabelValuesAnswer {
  /** Most rows first; empty where there are too many to be a label. */
  readonly values: readonly LabelValue[]
  /** Rows without a value. */
  readonly missing: number
  /** More different values than a label has. */
  readonly tooMany: boolean
  /** What the values probably mean; null where that cannot be told. */
  readonly mapping: LabelMapping | null
  /** How that was concluded, in a sentence. */
  readonly reason: string
}

/** A column with more different values is no label. */
export const MOST_LABEL_VALUES = 50

/**
 * The values of a column that may hold labels, and what they probably mean: by words and signs that are in
 * use for it (`fraud`, `yes`, `1`, `normal`, `0` …), otherwise the rarer of two.
 *
 * Cost: one pass; some 10 ms for a million rows.
 */
export function* valuesOfLabel(column: Column): Work<LabelValuesAnswer> {
  const counted = yield* countValues(column)
  if (counted === null || counted.values.length === 0) {
    const reason =
      counted === null
        ? `${column.name} has more than ${MOST_LABEL_VALUES} different values, so it does not sort rows into anomalies and others.`
        : `${column.name} holds no value.`
    return { values: [], missing: 0, tooMany: counted === null, mapping: null, reason }
  }
  const { values, missing } = counted
  const { meanings, reason } = propose(values)
  const mapping: LabelMapping | null = meanings && {
    values: Object.fromEntries(values.map(({ text }, i) => [text, meanings[i] ?? 'left-out'])),
    missing: 'left-out',
  }
  return { values, missing, tooMany: false, mapping, reason }
}

interface Counted {
  readonly values: readonly LabelValue[]
  readonly missing: number
}

/** Null for too many. */
function* countValues(column: Column): Work<Counted | null> {
  if (column.type === 'text' || column.type === 'datetime') return null
  let missing = 0
  const values: LabelValue[] = []
  if (column.type === 'category') {
    const counts = new Uint32Array(column.dictionary.length)
    for (let start = 0; start < column.codes.length; start += SLICE_ROWS) {
      missing += countCodes(column.codes.subarray(start, start + SLICE_ROWS), counts)
      yield
    }
    for (const [code, rows] of counts.entries()) {
      if (rows > 0) values.push({ text: column.dictionary[code]!, rows })
      if (values.length > MOST_LABEL_VALUES) return null
    }
  } else {
    const distinct = new Float64Array(MOST_LABEL_VALUES)
    const counts = new Uint32Array(MOST_LABEL_VALUES)
    let known = 0
    for (let start = 0; start < column.values.length; start += SLICE_ROWS) {
      const slice = column.values.subarray(start, start + SLICE_ROWS)
      known = countNumbers(slice, distinct, counts, known)
      if (known < 0) return null
      yield
    }
    let present = 0
    for (let i = 0; i < known; i++) {
      values.push({ text: String(distinct[i]), rows: counts[i]! })
      present += counts[i]!
    }
    missing = column.values.length - present
  }
  values.sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1))
  return { values, missing }
}

function countCodes(codes: Int32Array, counts: Uint32Array): number {
  let missing = 0
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code < 0) missing++
    else counts[code]!++
  }
  return missing
}

/** @returns how many different values are known now; −1 when there are too many */
function countNumbers(
  rows: Float64Array,
  distinct: Float64Array,
  counts: Uint32Array,
  known: number,
): number {
  for (let row = 0; row < rows.length; row++) {
    // −0 is 0.
    const value = rows[row]! + 0
    if (value !== value) continue
    let at = 0
    while (at < known && distinct[at] !== value) at++
    if (at === known) {
      if (known === distinct.length) return -1
      distinct[known++] = value
    }
    counts[at]!++
  }
  return known
}

const WORDS: Readonly<Record<LabelMeaning, readonly string[]>> = {
  anomaly: words(
    '1 true t yes y x fraud fraudulent anomaly anomalous outlier attack intrusion abnormal positive pos bad malicious malware suspicious suspect illicit defect defective fault faulty fail failed failure error default defaulted spam confirmed malignant',
  ),
  normal: [
    ...words(
      '0 false f no n none normal inlier legit legitimate genuine ok okay good benign clean negative neg nominal regular valid licit pass passed healthy ham nonfraud',
    ),
    'not fraud',
    'non fraud',
    'no fraud',
    'not fraudulent',
    'non fraudulent',
    'not anomalous',
    'no anomaly',
  ],
  'left-out': [
    ...words('unknown unlabelled unlabeled pending undecided unclear unsure maybe ? tbd'),
    'not checked',
  ],
}

function words(text: string): readonly string[] {
  return text.split(' ')
}

function meaningOf(text: string): LabelMeaning | null {
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ')
  for (const meaning of MEANINGS) if (WORDS[meaning].includes(word)) return meaning
  return null
}
const MEANINGS = ['anomaly', 'normal', 'left-out'] as const

interface Proposal {
  /** One per value; null where it cannot be told. */
  readonly meanings: readonly LabelMeaning[] | null
  readonly reason: string
}

function propose(values: readonly LabelValue[]): Proposal {
  const known = values.map(({ text }) => meaningOf(text))
  const texts = values.map(({ text }) => text)
  // A 1 without a 0 beside it may be either: 1 and −1, 1 and 2.
  if (!texts.includes('0') && values.length > 1)
    for (const [i, text] of texts.entries()) if (text === '1') known[i] = null
  const has = (meaning: LabelMeaning) => known.includes(meaning)
  if (has('anomaly') || has('normal')) {
    const rest = restOf(has('anomaly'), has('normal'))
    const meanings = known.map((meaning, i) => meaning ?? (isCode(texts[i]!) ? 'anomaly' : rest))
    const guessed = texts.filter((_, i) => known[i] === null)
    if (guessed.length === 0) return { meanings, reason: 'Told from the values themselves.' }
    const list = guessed.slice(0, 3).join(', ') + (guessed.length > 3 ? ' …' : '')
    return { meanings, reason: `A guess for ${list}: check it.` }
  }
  if (values.length === 1) return { meanings: ['anomaly'], reason: 'A guess: check it.' }
  if (values.length === 2) {
    return {
      meanings: ['normal', 'anomaly'],
      reason: 'A guess: the rarer value is taken for the anomalies. Check it.',
    }
  }
  return { meanings: null, reason: 'Say which values mean an anomaly.' }
}

/** What a value means that says nothing itself, beside others that do. */
function restOf(anomalies: boolean, normals: boolean): LabelMeaning {
  if (anomalies && normals) return 'left-out'
  return anomalies ? 'normal' : 'anomaly'
}

/** A number above 1 beside 0: a kind of anomaly. */
function isCode(text: string): boolean {
  return Number(text) > 1
}
