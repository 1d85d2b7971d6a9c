import { brush, showRows } from '../../../state/selection.ts'
import type { Confusion } from '../../../analysis/evaluate/ranked-labels.ts'
import type { LabelsAtCut } from '../../../state/labels-at-cut.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { AtCutText } from './at-cut-text.tsx'

interface Cell {
  readonly name: string
  readonly anomalies: boolean
  readonly flagged: boolean
  readonly count: (confusion: Confusion) => number
}

const ANOMALIES: readonly Cell[] = [
  { name: 'True positives', anomalies: true, flagged: true, count: (c) => c.truePositives },
  { name: 'False negatives', anomalies: true, flagged: false, count: (c) => c.falseNegatives },
]
const NORMALS: readonly Cell[] = [
  { name: 'False positives', anomalies: false, flagged: true, count: (c) => c.falsePositives },
  { name: 'True negatives', anomalies: false, flagged: false, count: (c) => c.trueNegatives },
]

/** What the cut does to the labelled rows; each cell shows its rows. */
export function ConfusionTable({ atCut }: { readonly atCut: LabelsAtCut }) {
  const line = (head: string, cells: readonly Cell[], all: number, of: string) => (
    <tr>
      <th scope="row">
        {head}
        <span className="labels-confusion__total">{formatCount(all)}</span>
      </th>
      {cells.map((cell) => (
        <td key={cell.name}>
          <ConfusionCell atCut={atCut} cell={cell} all={all} of={of} />
        </td>
      ))}
    </tr>
  )
  const { anomalies, normals } = atCut.labels
  return (
    <table className="labels-confusion" aria-label="Confusion matrix">
      <thead>
        <tr>
          <td />
          <th scope="col">
            Flagged
            <AtCutText
              atCut={atCut}
              className="labels-confusion__total plot-flagged-number"
              text={() => {
                const { truePositives, falsePositives } = atCut.now().confusion
                return formatCount(truePositives + falsePositives)
              }}
            />
          </th>
          <th scope="col">
            Not flagged
            <AtCutText
              atCut={atCut}
              className="labels-confusion__total"
              text={() => {
                const { falseNegatives, trueNegatives } = atCut.now().confusion
                return formatCount(falseNegatives + trueNegatives)
              }}
            />
          </th>
        </tr>
      </thead>
      <tbody>
        {line('Anomalies', ANOMALIES, anomalies, 'anomalies')}
        {line('Normal rows', NORMALS, normals, 'normal rows')}
      </tbody>
    </table>
  )
}

interface ConfusionCellProps {
  readonly atCut: LabelsAtCut
  readonly cell: Cell
  /** Rows of the line. */
  readonly all: number
  readonly of: string
}

const SOURCE = 'confusion matrix'

function ConfusionCell({ atCut, cell, all, of }: ConfusionCellProps) {
  const count = () => cell.count(atCut.now().confusion)
  const show = () => {
    const { cut } = atCut.now()
    brush(SOURCE, { kind: 'rows', rows: atCut.rows(cell) }, `${cell.name} with ${formatCount(cut)} flagged`)
    showRows()
  }
  return (
    <button
      type="button"
      className="labels-confusion__cell"
      data-right={cell.anomalies === cell.flagged || undefined}
      title={`Show the rows: ${cell.name.toLowerCase()}`}
      onClick={show}
    >
      <span className="labels-confusion__name">{cell.name} </span>
      <AtCutText atCut={atCut} className="labels-confusion__count" text={() => formatCount(count())} />{' '}
      <AtCutText
        atCut={atCut}
        className="labels-confusion__share"
        text={() => (all === 0 ? '\u00a0' : `${formatPercent(count() / all)} of ${of}`)}
      />
    </button>
  )
}
