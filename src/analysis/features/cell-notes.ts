import { columnList } from '../column-list.ts'

/** What was done to a number of cells, in words; columns to which the same was done share a sentence. */
export type Say = (count: number) => string

export interface CellNote {
  readonly say: Say
  readonly count: number
}

/** Puts the notes of several columns together: one sentence for each thing that was done. */
export function joinNotes(
  columns: readonly { readonly name: string; readonly notes: readonly CellNote[] }[],
) {
  const noted = new Map<Say, { readonly names: string[]; count: number }>()
  for (const { name, notes } of columns) {
    for (const { say, count } of notes) {
      const before = noted.get(say)
      before?.names.push(name)
      noted.set(say, { names: before?.names ?? [name], count: count + (before?.count ?? 0) })
    }
  }
  return Array.from(noted, ([say, { names, count }]) => `${columnList(names)}: ${say(count)}`)
}

const cells = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'cell' : 'cells'}`
const wasOrWere = (count: number): string => (count === 1 ? 'was' : 'were')
const itsOrTheir = (count: number): string => (count === 1 ? 'its' : 'their')

const FILLS = {
  median: () => 'the median',
  mean: () => 'the mean',
  mode: () => 'the most frequent value',
  constant: () => 'the value that was chosen',
  neighbours: (n: number) => `the mean of ${itsOrTheir(n)} nearest rows`,
} as const

/** Missing numbers, by what they got; `told`: an indicator column tells the detector. */
export const FILLED = Object.fromEntries(
  Object.entries(FILLS).map(([fill, words]) => {
    const silent: Say = (n) => `${cells(n)} without a value ${wasOrWere(n)} given ${words(n)}.`
    const told: Say = (n) =>
      `${cells(n)} without a value ${wasOrWere(n)} given ${words(n)}; being missing counts as a property of the row.`
    return [fill, { silent, told }]
  }),
) as Readonly<Record<keyof typeof FILLS, { readonly silent: Say; readonly told: Say }>>

export const INFINITE: Say = (n) => `${cells(n)} with ±∞ ${wasOrWere(n)} set just outside the other values.`
export const BEYOND_FLOAT32: Say = (n) => `${cells(n)} beyond ±3.4 × 10³⁸ ${wasOrWere(n)} set to that limit.`
export const OUTSIDE_DOMAIN: Say = (n) =>
  `${cells(n)} ${n === 1 ? 'has' : 'have'} no logarithm and ${wasOrWere(n)} put below all others.`
export const WINSORISED: Say = (n) =>
  `${cells(n)} beyond the chosen quantiles ${wasOrWere(n)} set to ${n === 1 ? 'the limit' : 'the limits'}.`
export const OWN_VALUE: Say = (n) =>
  `${cells(n)} without a value count${n === 1 ? 's' : ''} as a value of ${itsOrTheir(n)} own.`
export const MOST_FREQUENT: Say = (n) =>
  `${cells(n)} without a value count${n === 1 ? 's' : ''} as the most frequent one.`
export const GIVEN_VALUE: Say = (n) =>
  `${cells(n)} without a value count${n === 1 ? 's' : ''} as the value that was chosen.`
export const EMPTY_TEXT: Say = (n) => `empty cells count as a value of their own (${cells(n)}).`
export const NO_TIME: Say = (n) =>
  `${cells(n)} without a time ${wasOrWere(n)} put in the middle of the clock.`
export const USUAL_TIME: Say = (n) =>
  `${cells(n)} without a time ${wasOrWere(n)} given the most frequent minute and weekday.`
export const UNSEEN_RARE: Say = (n) =>
  `${cells(n)} with a value that no fitted row has ${wasOrWere(n)} taken for the rarest one.`
export const UNSEEN_NONE: Say = (n) =>
  `${cells(n)} with a value that no fitted row has ${n === 1 ? 'has' : 'have'} a share of 0.`
export const UNSEEN_LAST: Say = (n) =>
  `${cells(n)} with a value that no fitted row has ${wasOrWere(n)} put after the last place.`
