import { useLayoutEffect, useRef } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import type { Size } from '../../plots/use-size.ts'
import { readPalette } from '../../plots/palette.ts'
import { drawMatrix } from './draw-matrix.ts'
import type { MatrixCounts } from './matrix-counts.ts'
import type { MatrixLayout } from './matrix-layout.ts'

interface MatrixCanvasProps {
  readonly data: AnswerOf<'scatterMatrix'>
  readonly counts: MatrixCounts
  readonly layout: MatrixLayout
  readonly size: Size
}

/** All rasters and histograms of the matrix on one canvas, drawn anew when the cut or the selection moved. */
export function MatrixCanvas({ data, counts, layout, size }: MatrixCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme('light')
  const ratio = devicePixelRatio || 1

  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const palette = readPalette(element)
    const draw = () => drawMatrix(context, ratio, { data, counts, layout, palette })
    draw()
    return counts.subscribe(draw)
  }, [data, counts, layout, size, ratio, scheme])

  return (
    <canvas
      ref={canvas}
      className="matrix-canvas"
      width={Math.round(size.width * ratio)}
      height={Math.round(size.height * ratio)}
    />
  )
}
