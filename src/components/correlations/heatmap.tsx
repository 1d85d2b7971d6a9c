import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import type { Plotly } from '../plots/plotly.ts'
import { readColours } from '../plots/theme-colours.ts'
import { heatmapFigure, type FigureColours } from './heatmap-figure.ts'
import { cellAt, heatmapGeometry, LABEL_SIZE, type Cell } from './heatmap-geometry.ts'
import { HeatmapTip } from './heatmap-tip.tsx'
import { readingLines, type Correlations } from './readings.ts'
import { textWidth } from './text-width.ts'

interface HeatmapProps {
  readonly answer: Correlations
  readonly order: readonly number[]
  /** By place. */
  readonly names: readonly string[]
  /** What a click does, with places. */
  readonly onOpen: (row: number, column: number) => void
}

/** The matrix as colours, drawn by Plotly; pointing, keys and what is said of a cell are done here. */
export function Heatmap({ answer, order, names, onOpen }: HeatmapProps) {
  const root = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLDivElement>(null)
  const plotly = usePlotly()
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null)
  const [pointed, setPointed] = useState<Cell | null>(null)
  const [walked, setWalked] = useState<Cell | null>(null)
  const [focused, setFocused] = useState(false)
  const scheme = useComputedColorScheme('light')
  const hint = useId()
  const count = order.length

  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (width > 0 && height > 0) setRoom({ width, height })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])

  const geometry = useMemo(() => {
    if (room === null || count === 0) return null
    const widthOf = textWidth(LABEL_SIZE)
    return heatmapGeometry(room, count, Math.max(...names.map(widthOf)))
  }, [room, count, names])

  useEffect(() => {
    const element = picture.current
    if (!plotly || !geometry || !element) return
    const figure = heatmapFigure({
      answer,
      order,
      names,
      geometry,
      scheme,
      colours: figureColours(element),
      widthOf: textWidth(LABEL_SIZE),
    })
    void plotly.react(element, figure.data, figure.layout, CONFIG)
  }, [plotly, answer, order, names, geometry, scheme])

  useEffect(() => {
    const element = picture.current
    if (!plotly || !element) return
    return () => plotly.purge(element)
  }, [plotly])

  const active = pointed ?? (focused ? walked : null)
  const shown = active && active.row < count && active.column < count ? active : null
  const linesOf = (cell: Cell) => readingLines(answer, names, order[cell.row]!, order[cell.column]!)
  const open = (cell: Cell) => {
    if (cell.row !== cell.column) onOpen(order[cell.row]!, order[cell.column]!)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextCell(event.key, walked, count, event.ctrlKey)
    if (next) {
      event.preventDefault()
      setPointed(null)
      setWalked(next)
    } else if (walked && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      open(walked)
    }
  }

  return (
    <div ref={root} className="heatmap">
      <div ref={picture} className="heatmap-picture" aria-hidden="true" />
      <div
        className="heatmap-cells"
        role="application"
        aria-roledescription="heatmap"
        aria-label="Correlation heatmap"
        aria-describedby={hint}
        tabIndex={0}
        data-open={shown !== null && shown.row !== shown.column ? true : undefined}
        onFocus={() => {
          setFocused(true)
          setWalked((before) => before ?? { row: 0, column: Math.min(1, count - 1) })
        }}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          if (!geometry) return
          const box = event.currentTarget.getBoundingClientRect()
          const cell = cellAt(geometry, count, event.clientX - box.left, event.clientY - box.top)
          if (cell?.row !== pointed?.row || cell?.column !== pointed?.column) setPointed(cell)
        }}
        onPointerLeave={() => setPointed(null)}
        onClick={() => {
          if (!pointed) return
          setWalked(pointed)
          open(pointed)
        }}
      />
      {geometry && shown && (
        <HeatmapTip geometry={geometry} cell={shown} room={room} lines={linesOf(shown)} />
      )}
      <p id={hint} className="visually-hidden">
        The arrow keys move over the cells, Enter opens the two columns against each other.
      </p>
      <p className="visually-hidden" role="status" aria-label="Cell of the heatmap">
        {focused && walked && walked.row < count ? linesOf(walked).join(', ') : ''}
      </p>
    </div>
  )
}

const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false }
const PAGE = 10

/** Where a key leads from a cell; null: it is no key of the matrix. */
function nextCell(key: string, from: Cell | null, count: number, far: boolean): Cell | null {
  const { row, column } = from ?? { row: 0, column: 0 }
  const within = (k: number) => Math.min(Math.max(k, 0), count - 1)
  switch (key) {
    case 'ArrowLeft':
      return { row, column: within(column - 1) }
    case 'ArrowRight':
      return { row, column: within(column + 1) }
    case 'ArrowUp':
      return { row: within(row - 1), column }
    case 'ArrowDown':
      return { row: within(row + 1), column }
    case 'PageUp':
      return { row: within(row - PAGE), column }
    case 'PageDown':
      return { row: within(row + PAGE), column }
    case 'Home':
      return { row: far ? 0 : row, column: 0 }
    case 'End':
      return { row: far ? count - 1 : row, column: count - 1 }
    default:
      return null
  }
}

function usePlotly(): typeof Plotly | null {
  const [plotly, setPlotly] = useState<typeof Plotly | null>(null)
  const [failed, setFailed] = useState<Error | null>(null)
  useEffect(() => {
    let current = true
    import('../plots/plotly.ts').then(
      (module) => current && setPlotly(() => module.Plotly),
      () =>
        current &&
        setFailed(new Error('The heatmap could not be loaded. Reload the page; the table works without it.')),
    )
    return () => {
      current = false
    }
  }, [])
  // Told by the boundary around the screen.
  if (failed) throw failed
  return plotly
}

export function figureColours(element: HTMLElement): FigureColours {
  const { css } = readColours(element)
  const sunken = getComputedStyle(element).getPropertyValue('--surface-sunken').trim()
  const { surface, ink, faint, line, font } = css
  return { surface, sunken, ink, faint, line, font }
}
