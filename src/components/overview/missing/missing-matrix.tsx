import { memo, useMemo, useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { MissingAnswer } from '../../../analysis/missing/missing-values.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatShare } from '../../controls/amounts.ts'
import { formatCount } from '../../plots/format.ts'
import { PlotCursor } from '../../plots/plot-cursor.tsx'
import { usePlotCursor } from '../../plots/use-plot-cursor.ts'
import { FlaggedStrip } from './flagged-strip.tsx'
import { MatrixImage } from './matrix-image.tsx'
import { gapsOf, gapText } from './missing-text.ts'
import { showMissing, showMissingIn } from './show-missing.ts'
import { SHADES, stripPaths } from './strip-path.ts'

interface MissingMatrixProps {
  readonly dataset: DatasetSummary
  readonly answer: MissingAnswer
  /** From a sample of the rows. */
  readonly approximate: boolean
}

const LINE = 24
/** More columns than this are also drawn all at once, without names. */
export const AT_ONCE = 8

/**
 * A strip per column with gaps, along the file's rows: the darker, the more cells of a block of rows are missing.
 * Above them the flagged rows of each block.
 */
export function MissingMatrix({ dataset, answer, approximate }: MissingMatrixProps) {
  const { columns, counts, blockStarts } = answer
  const blocks = blockStarts.length - 1
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 4,
  })
  const lineOf = (at: number | null) => (at === null ? -1 : Math.floor(at / blocks))
  const blockOf = (at: number | null) => (at === null ? 0 : at % blocks)
  const cursor = usePlotCursor({
    count: columns.length * blocks,
    grid: { columns: blocks, firstLine: 'top' },
    describe: (at) => gapText(dataset.columns[columns[lineOf(at)]?.column ?? -1]?.name ?? '', answer, at),
    isNotable: (at) => counts[at]! > 0,
    onPick: (_, at) => {
      const column = dataset.columns[columns[lineOf(at)]?.column ?? -1]
      const [from = 0, to = 0] = [blockStarts[blockOf(at)], blockStarts[blockOf(at) + 1]]
      if (column && counts[at]! > 0) showMissingIn(column, from, to)
    },
    onMove: (at) => {
      if (at !== null) virtualizer.scrollToIndex(lineOf(at))
    },
  })
  return (
    <div className="missing-matrix">
      {!approximate && <FlaggedStrip blockStarts={blockStarts} />}
      {columns.length > AT_ONCE && <MatrixImage dataset={dataset} answer={answer} />}
      <div className="missing-matrix__stage">
        <div
          ref={scroller}
          className="missing-matrix__scroll"
          role="list"
          aria-label="Missing cells by column"
        >
          <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const column = dataset.columns[columns[index]?.column ?? -1]
              return (
                column && (
                  <Strip
                    key={column.index}
                    column={column}
                    rowCount={dataset.rowCount}
                    counts={counts.subarray(index * blocks, (index + 1) * blocks)}
                    blockStarts={blockStarts}
                    top={start}
                    at={lineOf(cursor.at) === index ? blockOf(cursor.at) : null}
                  />
                )
              )
            })}
          </div>
        </div>
        <PlotCursor cursor={cursor} over="parts of the file" enter="shows the rows with a gap" />
      </div>
      <div className="missing-matrix__axis" aria-hidden="true">
        <span>row 1</span>
        <span>rows in the file’s order</span>
        <span>{formatCount(dataset.rowCount)}</span>
      </div>
    </div>
  )
}

/** The block of a strip at a place on the page; null beside it. */
function blockAt(picture: Element | null, clientX: number, blocks: number): number | null {
  if (!picture) return null
  const { left, width } = picture.getBoundingClientRect()
  const block = Math.floor(((clientX - left) / width) * blocks)
  return block >= 0 && block < blocks ? block : null
}

interface StripProps {
  readonly column: ColumnSummary
  readonly rowCount: number
  readonly counts: Uint32Array
  readonly blockStarts: Uint32Array
  readonly top: number
  /** The block under the cursor. */
  readonly at: number | null
}

const Strip = memo(function Strip({ column, rowCount, counts, blockStarts, top, at }: StripProps) {
  const paths = useMemo(() => stripPaths(counts, blockStarts), [counts, blockStarts])
  const gaps = gapsOf(column)
  const share = formatShare(gaps / Math.max(1, rowCount))
  const picture = useRef<SVGSVGElement>(null)
  const titleOf = (block: number | null): string => {
    const missing = block === null ? 0 : counts[block]!
    if (block === null || missing === 0)
      return `Show the ${formatCount(gaps)} rows (${share}) without ${column.name}`
    const [from, to] = [blockStarts[block]!, blockStarts[block + 1]!]
    return `Show the ${formatCount(missing)} of rows ${formatCount(from + 1)} to ${formatCount(to)} without ${column.name}`
  }
  return (
    <div className="missing-strip" role="listitem" style={{ transform: `translateY(${top}px)` }}>
      <button
        type="button"
        aria-label={`Show the ${formatCount(gaps)} rows without ${column.name}`}
        title={titleOf(null)}
        onClick={(event) => {
          // Enter and Space mean the whole column; a click on the strip means the block under it.
          const block = event.detail > 0 ? blockAt(picture.current, event.clientX, counts.length) : null
          const [from = 0, to = 0] = block === null ? [] : [blockStarts[block], blockStarts[block + 1]]
          if (block !== null && counts[block]! > 0) showMissingIn(column, from, to)
          else showMissing([column])
        }}
        onMouseMove={(event) => {
          const block = blockAt(picture.current, event.clientX, counts.length)
          event.currentTarget.title = titleOf(block)
        }}
      >
        <span className="missing-strip__name">{column.name}</span>
        <svg ref={picture} viewBox={`0 0 ${counts.length} 1`} preserveAspectRatio="none" aria-hidden="true">
          {paths.map((d, shade) => d && <path key={shade} d={d} opacity={SHADES[shade]} />)}
          {at !== null && <path className="missing-strip__cursor" d={`M${at + 0.5} 0V1`} />}
        </svg>
        <span className="missing-strip__count">{formatCount(gaps)}</span>
        <span className="missing-strip__share">{share}</span>
      </button>
    </div>
  )
})
