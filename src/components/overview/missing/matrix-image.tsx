import { useEffect, useRef, useState, type MouseEvent } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import type { MissingAnswer } from '../../../analysis/missing/missing-values.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { matrixPixels } from './strip-path.ts'

interface MatrixImageProps {
  readonly dataset: DatasetSummary
  readonly answer: MissingAnswer
}

/** All columns with gaps in one picture, a line each, in the file's order of columns. */
export function MatrixImage({ dataset, answer }: MatrixImageProps) {
  const { columns, counts, blockStarts } = answer
  const blocks = blockStarts.length - 1
  const canvas = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme()
  const [hovered, setHovered] = useState('')
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const ink = scheme === 'dark' ? ([182, 189, 197] as const) : ([74, 81, 89] as const)
    context.putImageData(new ImageData(matrixPixels(counts, blockStarts, ink), blocks, columns.length), 0, 0)
  }, [counts, blockStarts, blocks, columns.length, scheme])

  const onMove = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const line = Math.floor(((event.clientY - box.top) / box.height) * columns.length)
    const block = Math.floor(((event.clientX - box.left) / box.width) * blocks)
    const column = dataset.columns[columns[line]?.column ?? -1]
    const [from = 0, to = 0] = [blockStarts[block], blockStarts[block + 1]]
    if (!column || to <= from) return
    const missing = counts[line * blocks + block] ?? 0
    setHovered(
      `${column.name}: ${formatCount(missing)} of ${formatCount(to - from)} missing in rows ${formatCount(from + 1)} to ${formatCount(to)}`,
    )
  }
  return (
    <div className="missing-image" title={hovered}>
      <span className="missing-strip__name">All {formatCount(columns.length)} columns</span>
      <canvas
        ref={canvas}
        width={blocks}
        height={columns.length}
        role="img"
        aria-label={`Missing cells of ${formatCount(columns.length)} columns along the file`}
        onMouseMove={onMove}
      />
    </div>
  )
}
