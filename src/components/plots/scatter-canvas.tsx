import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import { selectRow } from '../../state/actions/view.ts'
import { appStore, useApp } from '../../state/store.ts'
import type { Plotly } from './plotly.ts'
import { ScatterStage, type ScatterPicture } from './scatter-stage.ts'
import { readColours } from './theme-colours.ts'

interface StageProps {
  readonly picture: ScatterPicture | null
  readonly stage: React.RefObject<ScatterStage | null>
  readonly onSize: (size: { width: number; height: number }) => void
  readonly onNote: (note: string) => void
  readonly onZoomed: (zoomed: boolean) => void
}

/** Holds the pictures: loads Plotly, hands pictures over, and tells it about size, colours and selection. */
export function ScatterCanvas({ picture, stage, onSize, onNote, onZoomed }: StageProps) {
  const root = useRef<HTMLDivElement>(null)
  const [plotly, setPlotly] = useState<typeof Plotly | null>(null)
  const scheme = useComputedColorScheme('light')
  const selected = useApp((s) => s.selectedRow)

  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const measure = () => {
      if (element.clientWidth === 0) return
      onSize({ width: element.clientWidth, height: element.clientHeight })
      stage.current?.resize()
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [onSize, stage])

  useEffect(() => {
    let current = true
    import('./plotly.ts').then(
      (module) => current && setPlotly(() => module.Plotly),
      () =>
        current &&
        onNote('The scatter plot could not be loaded. Reload the page; the other views work without it.'),
    )
    return () => {
      current = false
    }
  }, [onNote])

  useEffect(() => {
    if (!plotly || !root.current) return
    const made = new ScatterStage(root.current, plotly, readColours(root.current), {
      select: selectRow,
      zoomed: onZoomed,
      lostWebGl: () => onNote('Drawn without WebGL: only the highest ranked rows can be pointed at.'),
    })
    stage.current = made
    return () => {
      stage.current = null
      made.destroy()
    }
  }, [plotly, stage, onNote, onZoomed])

  useEffect(() => {
    if (!picture) return
    // A task of its own: a new order changes every other view at the same time.
    const timer = setTimeout(() => {
      stage.current?.show(picture)
      stage.current?.select(appStore.getState().selectedRow)
    })
    return () => clearTimeout(timer)
  }, [picture, plotly, stage])

  useEffect(() => {
    if (root.current) stage.current?.recolour(readColours(root.current))
  }, [scheme, stage])

  useEffect(() => stage.current?.select(selected), [selected, picture, plotly, stage])

  return <div ref={root} className="plot-stage" aria-hidden="true" />
}
