import { useLayoutEffect, useRef } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { createFlaggedRaster } from '../../plots/flagged-raster.ts'
import { cellPixels } from '../../plots/cell-pixels.ts'
import type { NumbersLayout } from './numbers-layout.ts'
import { readPalette } from '../../plots/palette.ts'

interface CellCanvasesProps {
  readonly data: AnswerOf<'pairRaster'>
  readonly counts: LinkedCounts
  readonly layout: NumbersLayout
  readonly colours: AnswerOf<'pairColours'> | null
}

const MARK_RADIUS = 2.5

/** The density of all rows, one canvas pixel per cell, and above it a mark on each cell with flagged rows. */
export function CellCanvases({ data, counts, layout, colours }: CellCanvasesProps) {
  const density = useRef<HTMLCanvasElement>(null)
  const marks = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme('light')

  useLayoutEffect(() => {
    const canvas = density.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const palette = readPalette(canvas)
    const { width, height } = data
    let selectedBefore: boolean | null = null
    const draw = () => {
      const selected = counts.selected()
      // Without a selection nothing of this picture follows the cut.
      if (selected === null && selectedBefore === false) return
      selectedBefore = selected !== null
      const pixels = cellPixels(data.counts, width * height, selected, colours, palette)
      context.putImageData(new ImageData(pixels, width, height), 0, 0)
    }
    draw()
    return counts.subscribe(draw)
  }, [data, counts, colours, scheme])

  useLayoutEffect(() => {
    const canvas = marks.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const { width, height } = data
    const ratio = devicePixelRatio || 1
    const raster = createFlaggedRaster(
      canvas.width,
      canvas.height,
      MARK_RADIUS * ratio,
      readPalette(canvas).flagged,
    )
    const image = new ImageData(raster.pixels, raster.width, raster.height)
    const marked = new Uint8Array(width * height)
    const stepX = raster.width / width
    const stepY = raster.height / height
    const draw = () => {
      const flagged = counts.flagged()
      for (let cell = 0; cell < marked.length; cell++) {
        const now = flagged[cell]! > 0 ? 1 : 0
        if (now === marked[cell]) continue
        marked[cell] = now
        const line = Math.floor(cell / width)
        raster.mark((cell - line * width + 0.5) * stepX, (line + 0.5) * stepY, now ? 1 : -1)
      }
      const dirty = raster.takeDirty()
      if (!dirty) return
      const { x0, y0, x1, y1 } = dirty
      context.putImageData(image, 0, 0, x0, y0, x1 - x0, y1 - y0)
    }
    context.clearRect(0, 0, canvas.width, canvas.height)
    draw()
    return counts.subscribe(draw)
  }, [data, counts, layout, scheme])

  const ratio = devicePixelRatio || 1
  const place = { left: layout.left, top: layout.top, width: layout.width, height: layout.height }
  return (
    <>
      <canvas
        ref={density}
        className="pair-density"
        data-layer="density"
        width={data.width}
        height={data.height}
        style={place}
      />
      <canvas
        ref={marks}
        className="pair-marks"
        data-layer="flagged"
        width={Math.round(layout.width * ratio)}
        height={Math.round(layout.height * ratio)}
        style={place}
      />
    </>
  )
}
