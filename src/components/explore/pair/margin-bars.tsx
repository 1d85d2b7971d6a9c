import { useLayoutEffect, useMemo, useRef } from 'react'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { countScale } from '../../plots/count-scale.ts'
import { formatCompact } from '../../plots/format.ts'
import { foldInto } from './folded-counts.ts'
import { marginPath } from './margin-path.ts'
import { MARGIN_GAP, type NumbersLayout } from './numbers-layout.ts'
import type { MarginBins } from './raster-parts.ts'

interface MarginBarsProps {
  /** Above the plot for the horizontal axis, beside it for the vertical one. */
  readonly side: 'above' | 'beside'
  readonly layout: NumbersLayout
  readonly data: AnswerOf<'pairRaster'>
  readonly counts: LinkedCounts
  readonly log: boolean
  readonly bins: MarginBins
  /** Cells of the raster along the axis: the last bar may hold fewer than the others. */
  readonly cells: number
}

/** A histogram along one axis: all rows, the selected and the flagged ones, from the same cells as the plot. */
export function MarginBars({ side, layout, data, counts, log, bins, cells }: MarginBarsProps) {
  const selectedBars = useRef<SVGPathElement>(null)
  const flaggedBars = useRef<SVGPathElement>(null)
  const rows = useMemo(
    () => foldInto(data.counts, bins.partOf, new Uint32Array(bins.bins + 1)).subarray(0, bins.bins),
    [data, bins],
  )
  const most = useMemo(() => rows.reduce((a, b) => Math.max(a, b), 0), [rows])
  const path = useMemo(() => {
    const scale = countScale(most, log)
    const { left, top, width, height, margin } = layout
    const across = side === 'above'
    const box = across
      ? { along: left, base: top - MARGIN_GAP, length: width, size: margin }
      : { along: top, base: left + width + MARGIN_GAP, length: height, size: margin }
    const per = Math.ceil(cells / bins.bins)
    return (values: ArrayLike<number>) => marginPath(values, bins.bins, per, cells, scale, box, across)
  }, [most, log, layout, side, bins, cells])

  useLayoutEffect(() => {
    const part = new Uint32Array(bins.bins + 1)
    const draw = () => {
      flaggedBars.current?.setAttribute('d', path(foldInto(counts.flagged(), bins.partOf, part)))
      const selected = counts.selected()
      selectedBars.current?.setAttribute('d', selected ? path(foldInto(selected, bins.partOf, part)) : '')
      selectedBars.current?.parentElement?.classList.toggle('pair-stepped-back', selected !== null)
    }
    draw()
    return counts.subscribe(draw)
  }, [counts, bins, path])

  const { left, top, width, margin } = layout
  return (
    <g>
      <path className="pair-bars-all" d={path(rows)} />
      <path ref={selectedBars} className="pair-bars-selected" />
      <path ref={flaggedBars} className="pair-bars-flagged" data-flagged-bars="" />
      <text
        className="pair-margin-most"
        {...(side === 'above'
          ? { x: left - 7, y: top - MARGIN_GAP - margin + 8, textAnchor: 'end' }
          : { x: left + width + MARGIN_GAP + margin, y: top - 8, textAnchor: 'end' })}
      >
        {formatCompact(most)}
      </text>
    </g>
  )
}
