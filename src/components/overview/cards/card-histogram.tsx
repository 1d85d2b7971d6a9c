import { useId, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react'
import type { PicturedProfile } from '../../../analysis/profile/column-profile.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatNumber, formatPercent, formatRows, formatTime } from '../../plots/format.ts'
import { BARS, barsPath, BIN, SHARES, sharesPath } from './picture-paths.ts'

interface CardHistogramProps {
  readonly name: string
  readonly profile: PicturedProfile
  readonly counts: LinkedCounts
}

/**
 * A column's values as small bars, and hanging below them the share of each bar's rows that is flagged. Follows
 * the cut and the selection without rendering.
 */
export function CardHistogram({ name, profile, counts }: CardHistogramProps) {
  const { picture, type } = profile
  const rows = picture.counts
  const top = useMemo(() => rows.reduce((max, n) => Math.max(max, n), 1), [rows])
  const described = useId()
  const paths = useRef<SVGSVGElement>(null)
  const [hovered, setHovered] = useState<number | null>(null)

  useLayoutEffect(() => {
    const draw = () => {
      const selected = counts.selected()
      const set = (part: string, d: string) =>
        paths.current?.querySelector(`[data-part=${part}]`)?.setAttribute('d', d)
      paths.current?.toggleAttribute('data-selecting', selected !== null)
      set('selected', selected ? barsPath(selected, top) : '')
      set('flagged', barsPath(counts.flagged(), top))
      set('shares', sharesPath(counts.flagged(), selected ?? rows))
    }
    draw()
    return counts.subscribe(draw)
  }, [counts, rows, top])

  const onMove = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const bin = Math.floor(((event.clientX - box.left) / box.width) * rows.length)
    setHovered(Math.max(0, Math.min(rows.length - 1, bin)))
  }
  const write = type === 'datetime' ? formatTime : (value: number) => formatNumber(value, 5)
  const [from, to] = picture.single
    ? [picture.labels[0] ?? '', picture.labels.at(-1) ?? '']
    : ends(picture.edges ?? [], write)
  const scale = picture.log ? 'log scale' : picture.unit && `by ${picture.unit}`

  return (
    <div className="card__picture">
      <svg
        ref={paths}
        className="card__bars"
        viewBox={`0 0 ${rows.length * BIN} ${BARS + 2 + SHARES}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram of ${name}: ${formatCount(rows.length)} bins from ${from} to ${to}`}
        aria-describedby={described}
        onMouseMove={onMove}
        onMouseLeave={() => setHovered(null)}
      >
        <path className="card__rows" d={barsPath(rows, top)} />
        <path className="card__selected" data-part="selected" />
        <path className="card__flagged" data-part="flagged" />
        <path className="card__base" d={`M0 ${BARS + 1}H${rows.length * BIN}`} />
        <path className="card__flagged" data-part="shares" />
        {hovered !== null && (
          <rect className="card__hover" x={hovered * BIN} width={BIN} height={BARS + 2 + SHARES} />
        )}
      </svg>
      <span id={described} hidden>
        {picture.labels.map((label, bin) => `${label}: ${formatRows(rows[bin] ?? 0)}`).join('; ')}
      </span>
      <div className="card__axis" aria-hidden="true">
        {hovered === null ? (
          <>
            <span>{from}</span>
            <span>{scale}</span>
            <span>{to}</span>
          </>
        ) : (
          <span className="card__reading">{reading(hovered, picture.labels, rows, counts)}</span>
        )}
      </div>
    </div>
  )
}

/** What the picture begins and ends with; an open end says so. */
function ends(edges: readonly number[], write: (value: number) => string): readonly [string, string] {
  const first = edges.findIndex((edge) => edge !== -Infinity)
  const last = edges.findLastIndex((edge) => edge !== Infinity)
  if (first < 0 || last < 0 || first > last) return ['', '']
  const from = write(edges[first]!)
  const to = write(edges[last]!)
  return [first > 0 ? `< ${from}` : from, last < edges.length - 1 ? `≥ ${to}` : to]
}

function reading(bin: number, labels: readonly string[], rows: Uint32Array, counts: LinkedCounts): string {
  const flagged = counts.flagged()[bin] ?? 0
  const all = counts.selected()?.[bin] ?? rows[bin] ?? 0
  const share = flagged > 0 && all > 0 ? ` (${formatPercent(flagged / all)})` : ''
  return `${labels[bin] ?? ''}: ${formatRows(all)}, ${formatCount(flagged)} flagged${share}`
}
