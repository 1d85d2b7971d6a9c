import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { openColumn, openPair } from '../../../state/explore.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { BoxCursor } from '../../plots/box-cursor.tsx'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { usePlotCursor } from '../../plots/use-plot-cursor.ts'
import { pairAt, type MatrixCounts } from './matrix-counts.ts'
import { boxOf, type MatrixLayout } from './matrix-layout.ts'
import { panelText, sum } from './matrix-summary.ts'

interface MatrixCursorProps {
  readonly columns: readonly ColumnSummary[]
  readonly data: AnswerOf<'scatterMatrix'>
  readonly counts: MatrixCounts
  readonly correlations: AnswerOf<'matrixCorrelations'> | null
  readonly layout: MatrixLayout
}

/** Goes from panel to panel on and below the diagonal; Enter opens the column or the pair. */
export function MatrixCursor({ columns, data, counts, correlations, layout }: MatrixCursorProps) {
  const n = columns.length
  const place = (at: number) => ({ i: at % n, j: Math.floor(at / n) })
  const cursor = usePlotCursor({
    count: n * n,
    grid: {
      columns: n,
      firstLine: 'top',
      exists: (at) => {
        const { i, j } = place(at)
        return i <= j
      },
    },
    describe: (at) => panelText(place(at), columns, data, counts, correlations),
    isNotable: (at) => {
      const { i, j } = place(at)
      const { bars, pairs } = counts.flagged()
      return sum((i === j ? bars[i] : pairs[pairAt(i, j)]) ?? []) > 0
    },
    onPick: (_, at) => {
      const { i, j } = place(at)
      const [x, y] = [columns[i], columns[j]]
      if (!x || !y) return
      if (i === j) openColumn(x.index)
      else openPair(x.index, y.index)
    },
  })
  useLinkedRender(counts, cursor.at !== null)
  return (
    <BoxCursor
      cursor={cursor}
      over="panels"
      enter="opens the panel"
      boxOf={(at) => {
        const { i, j } = place(at)
        return boxOf(layout, i, j)
      }}
    />
  )
}
