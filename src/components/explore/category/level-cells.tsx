import { formatCount, formatFixed, formatNumber, formatPercent } from '../../plots/format.ts'
import type { LevelFigures } from './level-figures.ts'

/** What the bars and the intervals are drawn to. */
export interface LevelScale {
  /** Rows of the longest bar. */
  readonly rows: number
  /** The share at the right end of the intervals, 0 … 1. */
  readonly rate: number
}

interface LevelCellsProps {
  /** Null: missing cells; undefined: on its way. */
  readonly name: string | null | undefined
  readonly figures: LevelFigures
  readonly total: LevelFigures
  readonly scale: LevelScale
  /** Undefined: no amount is shown. */
  readonly amount: number | undefined
  /** Several values together: no bar, because it is not one value. */
  readonly together: boolean
}

/** The cells of one level: its name, its rows as a bar, and how many of them are flagged. */
export function LevelCells({ name, figures, total, scale, amount, together }: LevelCellsProps) {
  const { rows, selected, flagged, rate } = figures
  return (
    <>
      <span role="rowheader" className="levels__name" title={typeof name === 'string' ? name : undefined}>
        {together ? name : <LevelName name={name} />}
      </span>
      <span role="gridcell" className="levels__bar">
        {together ? (
          <span className="levels__unfold">Show all</span>
        ) : (
          <RowsBar rows={rows} selected={selected} flagged={flagged} of={scale.rows} />
        )}
      </span>
      <span role="gridcell" className="levels__number">
        {formatCount(rows)}
        {selected !== null && <small>{formatCount(selected)} sel.</small>}
      </span>
      <span role="gridcell" className="levels__number levels__share">
        {formatPercent(total.rows > 0 ? rows / total.rows : 0)}
      </span>
      <span role="gridcell" className={`levels__number${flagged > 0 ? ' plot-flagged-number' : ''}`}>
        {formatCount(flagged)}
      </span>
      <span role="gridcell" className="levels__interval">
        <IntervalMark figures={figures} overall={total.rate.share} to={scale.rate} />
      </span>
      <span role="gridcell" className="levels__number">
        {formatRate(figures)}
      </span>
      <span role="gridcell" className="levels__number levels__lift">
        {formatLift(rate.share, total.rate.share)}
      </span>
      {amount !== undefined && (
        <span role="gridcell" className="levels__number">
          {formatAmount(amount)}
        </span>
      )}
    </>
  )
}

/** A value as the file has it; blanks at its ends are shown, because they make it another value. */
export function LevelName({ name }: { readonly name: string | null | undefined }) {
  if (name === undefined) return <span className="levels__waiting">…</span>
  if (name === null) return <em className="levels__missing">missing</em>
  const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(name) ?? []
  return (
    <>
      {blanks(before)}
      {text}
      {blanks(after)}
    </>
  )
}

function blanks(text: string) {
  return text === '' ? null : <span className="levels__blanks">{'␣'.repeat(text.length)}</span>
}

function RowsBar(props: {
  readonly rows: number
  readonly selected: number | null
  readonly flagged: number
  readonly of: number
}) {
  const { rows, selected, flagged, of } = props
  const width = (n: number) => `${Math.min(100, of > 0 ? (100 * n) / of : 0)}%`
  return (
    <span className="levels__track" aria-hidden="true">
      <span
        className="levels__all"
        data-behind={selected !== null || undefined}
        style={{ width: width(rows) }}
      />
      {selected !== null && <span className="levels__selected" style={{ width: width(selected) }} />}
      {flagged > 0 && <span className="levels__flagged" style={{ width: width(flagged) }} />}
    </span>
  )
}

/** The share of flagged rows as a dot with its interval, and a line where it is over all rows. */
function IntervalMark(props: {
  readonly figures: LevelFigures
  readonly overall: number
  readonly to: number
}) {
  const { figures, overall, to } = props
  const { share, low, high } = figures.rate
  if (Number.isNaN(share) || !(to > 0)) return null
  const at = (value: number) => `${Math.min(100, (100 * value) / to)}%`
  return (
    <span className="levels__track" aria-hidden="true">
      <span className="levels__overall" style={{ left: at(overall) }} />
      <span
        className="levels__whisker"
        data-beyond={high > to || undefined}
        data-none={figures.flagged === 0 || undefined}
        style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }}
      />
      {share <= to && (
        <span
          className="levels__dot"
          data-none={figures.flagged === 0 || undefined}
          style={{ left: at(share) }}
        />
      )}
    </span>
  )
}

/** `4.2 % (2.1–8.0)`: the share of flagged rows and its interval, in per cent. */
export function formatRate({ rate }: LevelFigures): string {
  if (Number.isNaN(rate.share)) return '–'
  return `${twoDigits(rate.share)} % (${twoDigits(rate.low)}–${twoDigits(rate.high)})`
}

/** In per cent, with at least two digits that say something: small rates of many rows differ in them. */
function twoDigits(share: number): string {
  const percent = 100 * share
  if (percent < 5e-5 || percent > 99.95) return formatFixed(percent, 0)
  return formatFixed(percent, percent >= 1 ? 1 : Math.min(4, 1 - Math.floor(Math.log10(percent))))
}

/** With two decimals: sums and means of whole numbers too, so that they stand under each other. */
export function formatAmount(value: number): string {
  if (Number.isNaN(value)) return '–'
  const size = Math.abs(value)
  return size > 0 && (size < 0.01 || size >= 1e15)
    ? formatNumber(value)
    : formatFixed(value, size >= 1e9 ? 0 : 2)
}

/** How many times the overall rate: `2.1×`. */
export function formatLift(share: number, overall: number): string {
  if (!(overall > 0) || Number.isNaN(share)) return '–'
  const lift = share / overall
  return `${formatFixed(lift, lift === 0 || lift >= 10 ? 0 : 1)}×`
}
