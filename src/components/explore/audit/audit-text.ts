import type { BenfordAnswer } from '../../../analysis/audit/benford.ts'
import type { BenfordDoubt } from '../../../analysis/audit/benford-doubts.ts'
import type { BenfordTest, Conformity } from '../../../analysis/audit/benford-law.ts'
import type { BelowLimitAnswer, LimitLine } from '../../../analysis/audit/below-limit.ts'
import type { DuplicatesAnswer } from '../../../analysis/audit/duplicates.ts'
import type { NearDuplicatesAnswer } from '../../../analysis/audit/near-duplicates.ts'
import type { OffHoursAnswer } from '../../../analysis/audit/off-hours.ts'
import type { RoundAmountsAnswer, RoundLine } from '../../../analysis/audit/round-amounts.ts'
import type { SequenceGapsAnswer } from '../../../analysis/audit/sequence-gaps.ts'
import { formatAmount } from '../../controls/amounts.ts'
import {
  formatCount,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRows,
  pText,
} from '../../plots/format.ts'

/** What the tests found, in sentences. `status` is the one line of the list; no word says that a row is wrong. */

export const CONFORMITY: Readonly<Record<Conformity, string>> = {
  close: 'Close conformity',
  acceptable: 'Acceptable conformity',
  marginal: 'Marginally acceptable',
  nonconformity: 'Nonconformity',
}
const CONFORMITY_PHRASE: Readonly<Record<Conformity, string>> = {
  close: 'close conformity',
  acceptable: 'acceptable conformity',
  marginal: 'marginally acceptable conformity',
  nonconformity: 'no conformity',
}
export const DIGITS_OF: Readonly<Record<BenfordTest, string>> = {
  first: 'First digit',
  second: 'Second digit',
  'first-two': 'First two digits',
  'last-two': 'Last two digits',
}

export const formatMad = (mad: number) => (Number.isNaN(mad) ? '–' : formatFixed(mad, 5))

/** `05` for the last two digits, else the digits as they are. */
export function digitLabel(test: BenfordTest, digits: number): string {
  return test === 'last-two' ? String(digits).padStart(2, '0') : String(digits)
}

/** Last digits are called even until they are twice as uneven as chance makes them. */
function isUneven({ mad, chanceMad }: BenfordAnswer): boolean {
  return mad > 2 * chanceMad
}

/** With few rows the bands of the deviation, which are for many, would blame chance on the data. */
function isWithinChance({ mad, chanceMad, conformity }: BenfordAnswer): boolean {
  return mad <= chanceMad && conformity !== 'close' && conformity !== 'acceptable'
}

export function benfordStatus(answer: BenfordAnswer): string {
  const { n, conformity, mad, doubts } = answer
  if (n === 0) return 'No amount to count'
  // With a reason to doubt the law itself, how far the digits are from it says little.
  if (doubts.length > 0 && conformity !== null) return `May not apply; MAD ${formatMad(mad)}`
  if (conformity !== null && isWithinChance(answer)) return `As close as chance, MAD ${formatMad(mad)}`
  if (conformity !== null) return `${CONFORMITY[conformity]}, MAD ${formatMad(mad)}`
  return `${isUneven(answer) ? 'Uneven' : 'As even as chance'}, MAD ${formatMad(mad)}`
}

/** Bars with the most more rows than expected, the furthest first. */
export function excessBars({ counts, expected, n, z }: BenfordAnswer, limit: number): number[] {
  return Array.from(counts, (_, bar) => bar)
    .filter((bar) => z[bar]! > 1.96)
    .sort((a, b) => counts[b]! - expected[b]! * n - (counts[a]! - expected[a]! * n))
    .slice(0, limit)
}

export function benfordFinding(answer: BenfordAnswer, column: string): string {
  const { test, n, conformity, mad, chanceMad, from, counts, expected } = answer
  if (n === 0) return `No amount of ${column} is left to count.`
  const digits = DIGITS_OF[test].toLowerCase()
  const many = test.endsWith('two')
  const law =
    conformity === null
      ? `The last two digits of ${formatCount(n)} amounts are ${isUneven(answer) ? 'not spread evenly' : 'spread as evenly as chance allows'}`
      : isWithinChance(answer)
        ? `The ${digits} of ${formatCount(n)} amounts ${many ? 'are' : 'is'} no further from Benford’s law than chance alone would bring`
        : `The ${digits} of ${formatCount(n)} amounts ${many ? 'have' : 'has'} ${CONFORMITY_PHRASE[conformity]} with Benford’s law`
  const deviation = `mean absolute deviation ${formatMad(mad)}, by chance alone about ${formatMad(chanceMad)}`
  const excess = excessBars(answer, 3).map(
    (bar) => `${digitLabel(test, from + bar)} (+${formatNumber(counts[bar]! - expected[bar]! * n, 4)} rows)`,
  )
  const most = excess.length > 0 ? ` Furthest above what is expected: ${excess.join(', ')}.` : ''
  return `${law} (${deviation}).${most}`
}

export function benfordLeftOut({ leftOut, decimals, test }: BenfordAnswer, minimum: number): string {
  const parts: [number, string][] = [
    [leftOut.missing, 'missing'],
    [leftOut.infinite, 'infinite'],
    [leftOut.zero, 'zero'],
    [leftOut.otherSign, 'of the other sign'],
    [
      leftOut.belowMinimum,
      test === 'last-two'
        ? 'too small for four digits or below the minimum'
        : `below ${formatNumber(minimum)}`,
    ],
    [leftOut.withoutLastDigits, 'with more decimals or too many digits'],
  ]
  const told = parts.filter(([rows]) => rows > 0).map(([rows, why]) => `${formatCount(rows)} ${why}`)
  const left = told.length > 0 ? `Left out: ${told.join(', ')}.` : 'Every row is counted.'
  if (test !== 'last-two' || decimals === null) return left
  return `${left} Last digits are those at ${decimals} decimals.`
}

export function doubtText(doubt: BenfordDoubt): string {
  switch (doubt.code) {
    case 'few-rows':
      return `Only ${formatRows(doubt.rows)}: about ${formatCount(doubt.wanted)} are needed before a deviation means something.`
    case 'narrow':
      return `The middle 98 % of the amounts lie within a factor of ${formatNumber(doubt.factor, 2)}: the law needs several orders of magnitude.`
    case 'assigned':
      return `The column is read as ${doubt.role}: numbers that are given out, not measured, do not follow the law.`
    case 'not-skewed':
      return 'The mean is not above the median: the law needs many small amounts and few large ones.'
    case 'few-values':
      return `Only ${formatCount(doubt.values)} different amounts: the digits are those of a few prices.`
    case 'no-last-digits':
      return 'The amounts are not written with a fixed number of decimals up to four, so they have no last digits.'
  }
}

/** What fits under a bar: `100s`, `odd 50s`, `whole`. */
export function roundTick({ kind, of }: Pick<RoundLine, 'kind' | 'of'>): string {
  if (kind === 'whole') return 'whole'
  return kind === 'multiple' ? `${formatNumber(of)}s` : `odd ${formatNumber(of)}s`
}

/** A ratio with two decimals; one without an end as ∞. */
export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? formatFixed(ratio, ratio < 100 ? 2 : 0) : formatNumber(ratio)
}

/** `multiples of 100`, `odd multiples of 50`, `whole amounts`. */
export function roundLabel({ kind, of }: Pick<RoundLine, 'kind' | 'of'>): string {
  if (kind === 'whole') return 'whole amounts'
  return kind === 'multiple' ? `multiples of ${formatNumber(of)}` : `odd multiples of ${formatNumber(of)}`
}

export function isManyMore({ rows, expected, z }: RoundLine): boolean {
  return z > 3 && rows > 1.5 * expected
}

const ratioText = (ratio: number) => formatNumber(ratio, 3)

/** The ending with the most more rows than expected. */
export function roundest({ lines }: RoundAmountsAnswer): RoundLine | null {
  const [first] = lines.filter(isManyMore).sort((a, b) => b.z - a.z)
  return first ?? null
}

export function roundStatus(answer: RoundAmountsAnswer): string {
  if (answer.n === 0) return 'No amount to count'
  if (answer.decimals === null) return 'No fixed number of decimals'
  const line = roundest(answer)
  if (line === null) return 'No more than other endings'
  return `${capital(roundLabel(line))} ${timesText(line)}`
}

function timesText({ rows, expected }: RoundLine): string {
  return expected < 1 ? `(${formatCount(rows)}, none expected)` : `(${ratioText(rows / expected)} × expected)`
}

export function roundFinding(answer: RoundAmountsAnswer): string {
  if (answer.decimals === null)
    return 'The amounts are not written with a fixed number of decimals up to four.'
  const many = answer.lines.filter(isManyMore)
  const counted = `${formatCount(answer.n)} amounts at ${answer.decimals} decimals`
  if (many.length === 0)
    return `${counted}: no round ending is clearly more frequent than the endings beside it.`
  const told = many.map((line) => `${roundLabel(line)} ${timesText(line)}`)
  const more = told.length > 4 ? ` and ${told.length - 4} other endings` : ''
  return `${counted}. More often than the endings beside them suggest: ${told.slice(0, 4).join(', ')}${more}.`
}

export function isGathered({ p, ratio, expectedRatio }: LimitLine): boolean {
  return p < 0.001 && ratio > expectedRatio
}

export function limitStatus({ lines }: BelowLimitAnswer): string {
  if (lines.length === 0) return 'No limit to look at'
  const gathered = lines.filter(isGathered)
  if (gathered.length === 0) return 'No gathering'
  return `More than expected below ${gathered.map(({ limit }) => formatNumber(limit)).join(', ')}`
}

export function limitFinding(line: LimitLine, width: number): string {
  const { limit, below, above, exactly, ratio, low, high, expectedRatio, excess, p } = line
  const band = `${formatRows(below)} in the ${formatPercent(width)} below ${formatNumber(limit)}, ${formatCount(above)} in the ${formatPercent(width)} above it`
  const exact = exactly > 0 ? `, ${formatCount(exactly)} exactly at it (in neither band)` : ''
  const times = `ratio ${formatRatio(ratio)} (95 % interval ${formatRatio(low)} to ${formatRatio(high)})`
  const trend = `the bands further out suggest ${formatRatio(expectedRatio)}`
  const more = isGathered(line)
    ? ` That is about ${formatNumber(excess, 3)} rows more than expected (${pText(p)}).`
    : ` That is no more than expected (${pText(p)}).`
  return `${band}${exact}: ${times}; ${trend}.${more}`
}

export function groupsStatus({ groups, repeats }: DuplicatesAnswer | NearDuplicatesAnswer): string {
  if (groups === 0) return 'None'
  return `${formatCount(repeats)} ${repeats === 1 ? 'repeat' : 'repeats'} in ${formatCount(groups)} ${groups === 1 ? 'group' : 'groups'}`
}

export function duplicatesFinding(
  answer: DuplicatesAnswer,
  keys: readonly string[],
  amount: string | null,
): string {
  const { groups, rowsInGroups, repeats, stake, missing } = answer
  const by = listed(keys)
  const left = missing > 0 ? ` ${formatRows(missing)} with an empty cell there left out.` : ''
  if (groups === 0) return `No two rows have the same ${by}.${left}`
  const sum = amount === null ? '' : `; ${amount} of the repeats ${formatAmount(stake)}`
  return `${formatRows(rowsInGroups)} in ${formatCount(groups)} groups have the same ${by}: ${formatCount(repeats)} repeats of a first row${sum}.${left}`
}

export function nearFinding(answer: NearDuplicatesAnswer, what: string): string {
  const { groups, rowsInGroups, pairs, stake, missing, capped, comparisons } = answer
  const left =
    missing > 0
      ? ` ${formatRows(missing)} without the cells that are compared, or with an amount of 0, left out.`
      : ''
  const cut =
    capped > 0
      ? ` ${formatRows(capped)} have more than ${formatCount(comparisons)} possible partners and were compared with the nearest only: more pairs may exist.`
      : ''
  if (groups === 0) return `No two rows ${what}.${left}${cut}`
  return `${formatCount(pairs)} pairs of rows ${what}: ${formatRows(rowsInGroups)} in ${formatCount(groups)} groups, the repeats worth ${formatAmount(stake)}.${left}${cut}`
}

/** Many jumps: the numbers were not given out one after another. */
export function isSequence({ chosen }: SequenceGapsAnswer): boolean {
  return chosen !== null && chosen.jumps <= 0.02 * chosen.numbers && chosen.missing <= 4 * chosen.numbers
}

export function gapsStatus(answer: SequenceGapsAnswer): string {
  const { chosen } = answer
  if (chosen === null) return 'No numbers'
  if (!isSequence(answer)) return 'Not a running sequence'
  const { missing, repeated } = chosen
  if (missing === 0 && repeated === 0) return 'Complete'
  return `${formatCount(missing)} missing, ${formatCount(repeated)} repeated`
}

export function gapsFinding(answer: SequenceGapsAnswer): string {
  const { chosen, withoutNumber } = answer
  const left = withoutNumber > 0 ? ` ${formatRows(withoutNumber)} do not end in a number.` : ''
  if (chosen === null) return `No cell ends in a number.${left}`
  const { prefix, rows, numbers, first, last, missing, gaps, jumps, repeated } = chosen
  const named = prefix === '' ? 'Bare numbers' : `Numbers after “${prefix}”`
  const span = `${named}, ${prefix}${plain(first)} to ${prefix}${plain(last)}: ${formatRows(rows)} with ${formatCount(numbers)} different numbers`
  const gone = `${formatCount(missing)} missing in ${formatCount(gaps)} ${gaps === 1 ? 'gap' : 'gaps'}, ${formatCount(repeated)} repeated`
  const jumped =
    jumps > 0 ? ` ${formatCount(jumps)} jumps longer than the whole series are not counted as missing.` : ''
  const no = isSequence(answer)
    ? ''
    : ' The numbers do not follow one another: this is not a running sequence.'
  return `${span}; ${gone}.${jumped}${no}${left}`
}

/** An id's number has no separators. */
export function plain(number: number): string {
  return number.toFixed(0)
}

export const CLASS_TEXT = { weekend: 'weekend', holiday: 'holidays', night: 'night' } as const

export function offHoursStatus({ n, lines }: OffHoursAnswer): string {
  if (n === 0) return 'No times'
  const told = lines
    .filter(({ kind, rows }) => kind !== 'holiday' || rows > 0)
    .map(
      ({ kind, rows, expected }, i) =>
        `${CLASS_TEXT[kind]} ${formatPercent(rows / n)} (${formatPercent(expected)}${i === 0 ? ' expected' : ''})`,
    )
  return capital(told.join(', '))
}

export function offHoursFinding({ n, lines, missing, midnight }: OffHoursAnswer): string {
  if (n === 0) return 'No cell holds a time.'
  const known = lines.filter(({ kind, expected }) => kind !== 'holiday' || expected > 0)
  const told = known.map(
    ({ kind, rows, expected }) =>
      `${formatCount(rows)} (${formatPercent(rows / n)}) on ${kind === 'night' ? 'nights' : CLASS_TEXT[kind] === 'weekend' ? 'weekends' : 'holidays'}, where even spread would put ${formatPercent(expected)}`,
  )
  const left = missing > 0 ? ` ${formatRows(missing)} without a time left out.` : ''
  const dates =
    midnight === 1
      ? ' The column holds dates without a time of day, so there is no night.'
      : midnight > 0.5
        ? ` ${formatPercent(midnight)} of the times are exactly midnight: probably dates without a time of day.`
        : ''
  const none = known.length < lines.length ? ' No holidays are chosen.' : ''
  return `Of ${formatRows(n)}: ${told.join('; ')}.${none}${dates}${left}`
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
