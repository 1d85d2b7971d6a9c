import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { setCut, upcomingCut } from '../../state/actions/cut.ts'
import { cutForScore, scoreRange, thresholdScore } from '../../state/selectors.ts'
import { cutAfterSteps, sliderScale, sliderValue } from '../../state/slider-scale.ts'
import { useApp } from '../../state/store.ts'
import type { Ranking } from '../../workers/engine.api.ts'
import { formatCount, formatRows, formatScore } from '../plots/format.ts'

const PAGE_STEPS = 10

/**
 * The threshold over the score: right is stricter, the same axis as the score histogram. While it
 * is dragged the thumb stays under the pointer; let go, it stands on the score at the line.
 */
export function ThresholdSlider({ ranking }: { readonly ranking: Ranking }) {
  const cut = useApp((state) => state.cut)
  const scale = useMemo(() => sliderScale(ranking), [ranking])
  const track = useRef<HTMLDivElement>(null)
  const thumb = useRef<HTMLDivElement>(null)
  const value = sliderValue(ranking, scale, cut)
  const [low, high] = scoreRange(ranking)
  const score = thresholdScore(ranking, cut)
  const rows = `${formatCount(cut)} of ${formatRows(ranking.order.length)}`
  const says =
    score === null ? `above the highest score, ${rows}` : `score ${formatScore(score, high - low)}, ${rows}`

  const toCut = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    if (!box || box.width === 0) return
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    track.current?.style.setProperty('--at', String(share))
    const at = scale.min + share * (scale.max - scale.min)
    // At the left end rounding must not leave the lowest row out.
    setCut(share === 0 ? ranking.order.length : cutForScore(ranking, at))
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    thumb.current?.focus({ preventScroll: true })
    toCut(event)
  }
  const move = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) toCut(event)
  }
  const up = () => track.current?.style.removeProperty('--at')

  const keys = (event: KeyboardEvent) => {
    const next = cutForKey(event.key)
    if (next === null) return
    event.preventDefault()
    setCut(next)
  }
  const cutForKey = (key: string): number | null => {
    const steps = STEPS[key]
    if (steps !== undefined) return cutAfterSteps(ranking, scale, upcomingCut(), steps)
    if (key === 'Home') return ranking.order.length
    return key === 'End' ? 0 : null
  }

  const share = (value - scale.min) / (scale.max - scale.min)
  return (
    <div
      ref={track}
      className="slider"
      style={{ '--share': share } as CSSProperties}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      <div className="slider__track">
        <div className="slider__flagged" />
      </div>
      <div
        ref={thumb}
        className="slider__thumb"
        role="slider"
        tabIndex={0}
        aria-label="Threshold"
        aria-valuemin={scale.min}
        aria-valuemax={scale.max}
        aria-valuenow={value}
        aria-valuetext={says}
        onKeyDown={keys}
      />
    </div>
  )
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: PAGE_STEPS,
  PageDown: -PAGE_STEPS,
}
