import { useCallback, useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import { usePlotArea, ZIndexLayer } from 'recharts'
import type { Ranking } from '../../workers/engine.api.ts'
import { setCutByScore } from '../../state/actions/cut.ts'
import { thresholdScore } from '../../state/selectors.ts'
import { appStore, subscribeCut } from '../../state/store.ts'
import { positionOf, valueAt } from './bin-axis.ts'
import './plots.css'

interface ThresholdLineProps {
  readonly ranking: Ranking
  /** bins + 1 scores, rising. */
  readonly edges: Float64Array
}

/**
 * The threshold in the plot, to be dragged. For the keyboard and for assistive technology the
 * slider of the bar is its twin, so the plot is hidden from the latter.
 */
export function ThresholdLine({ ranking, edges }: ThresholdLineProps) {
  const box = usePlotArea()
  // In state, not in a ref: the layer puts it into the chart some renders later.
  const [group, setGroup] = useState<SVGGElement | null>(null)
  const dragging = useRef(false)
  const bins = edges.length - 1

  const place = useCallback(() => {
    if (!box || !group || dragging.current) return
    const score = thresholdScore(ranking, appStore.getState().cut)
    const at = score === null ? bins : Math.max(0, Math.min(bins, positionOf(edges, score)))
    moveTo(group, box.x + (at / bins) * box.width)
  }, [ranking, edges, bins, box, group])

  useLayoutEffect(() => {
    place()
    return subscribeCut(place)
  }, [place])

  if (!box) return null

  // The line stays under the pointer while the cut snaps to the next row.
  const follow = (event: PointerEvent<SVGRectElement>) => {
    const svg = event.currentTarget.ownerSVGElement
    if (!svg) return
    const x = Math.max(box.x, Math.min(box.x + box.width, event.clientX - svg.getBoundingClientRect().left))
    moveTo(group, x)
    const at = ((x - box.x) / box.width) * bins
    const end = edges[bins]!
    setCutByScore(at >= bins ? end + Math.abs(end) + 1 : valueAt(edges, at))
  }
  return (
    <ZIndexLayer zIndex={1500}>
      <g ref={setGroup} className="plot-threshold" data-threshold-line="">
        <line y1={box.y} y2={box.y + box.height} stroke="var(--ink)" strokeWidth={1.5} pointerEvents="none" />
        <path d={`M-5 ${box.y - 5}h10v5l-5 5l-5 -5z`} fill="var(--ink)" pointerEvents="none" />
        <rect
          x={-8}
          y={box.y - 6}
          width={16}
          height={box.height + 6}
          fill="transparent"
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.preventDefault()
            event.currentTarget.setPointerCapture(event.pointerId)
            dragging.current = true
            follow(event)
          }}
          onPointerMove={(event) => {
            if (dragging.current) follow(event)
          }}
          onLostPointerCapture={() => {
            dragging.current = false
            place()
          }}
        />
      </g>
    </ZIndexLayer>
  )
}

function moveTo(group: SVGGElement | null, x: number): void {
  group?.setAttribute('transform', `translate(${Math.round(x * 10) / 10} 0)`)
}
