import type { AreaIntervals } from '../../../analysis/evaluate/bootstrap.ts'
import type { Interval } from '../../../analysis/statistics/wilson-interval.ts'
import type { CutReading, LabelsAtCut } from '../../../state/labels-at-cut.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount, formatNumber } from '../../plots/format.ts'
import { AtCutText } from './at-cut-text.tsx'
import { AT_CUT, figureText, intervalText, whyNone } from './figure-text.ts'

interface FiguresTableProps {
  readonly atCut: LabelsAtCut
  readonly auroc: number
  readonly averagePrecision: number
  /** Null until they are worked out. */
  readonly areas: AreaIntervals | null
  readonly waiting: boolean
  readonly beta: number
  readonly onBeta: (beta: number) => void
  readonly k: number
  readonly onK: (k: number) => void
  readonly rowCount: number
}

/** Every figure with its interval and what it means. */
export function FiguresTable(props: FiguresTableProps) {
  const { atCut, auroc, averagePrecision, areas, waiting, beta, onBeta, k, onK, rowCount } = props
  const { anomalies, normals } = atCut.labels
  const first = atCut.at(k)
  const base = anomalies / (anomalies + normals)
  const area = (key: 'auroc' | 'averagePrecision', value: number) => {
    if (Number.isNaN(value)) return anomalies === 0 ? 'no anomalies' : 'no normal rows'
    return waiting && !areas ? '…' : intervalText('index', areas?.[key] ?? null)
  }
  return (
    <table className="labels-figures" aria-label="Figures against the labels">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Value</th>
          <th scope="col">95 % interval</th>
        </tr>
      </thead>
      <tbody>
        <GroupHead
          title="At the threshold"
          field={
            <NumberField
              label="Beta: how much more recall counts"
              shortLabel="β"
              value={formatNumber(beta)}
              min={0.1}
              max={10}
              step={0.5}
              width={64}
              onCommit={onBeta}
            />
          }
        />
        {AT_CUT.map(({ key, name, unit, meaning }) => (
          <tr key={key}>
            <Name name={key === 'fBeta' ? `F${formatNumber(beta)}` : name} meaning={meaning(beta, base)} />
            <td>
              <AtCutText atCut={atCut} text={() => figureText(unit, atCut.now().figures[key])} />
            </td>
            <td>
              <AtCutText
                atCut={atCut}
                text={() => {
                  const { figures, intervals, confusion } = atCut.now()
                  return Number.isNaN(figures[key])
                    ? whyNone(key, confusion)
                    : intervalText(unit, intervals[key])
                }}
              />
            </td>
          </tr>
        ))}
        <GroupHead
          title="Among the first k rows"
          field={
            <NumberField
              label="k: rows from the top"
              shortLabel="k"
              value={String(k)}
              min={1}
              max={rowCount}
              step={1}
              width={80}
              onCommit={(value) => onK(Math.round(value))}
            />
          }
        />
        <Row
          name={`Precision at ${formatCount(k)}`}
          meaning="Of these rows, so many are anomalies."
          value={figureText('share', first.figures.precision)}
          interval={shareText(first, 'precision')}
        />
        <Row
          name={`Recall at ${formatCount(k)}`}
          meaning="Of all anomalies, so many are among these rows."
          value={figureText('share', first.figures.recall)}
          interval={shareText(first, 'recall')}
        />
        <GroupHead title="Whole ranking, whatever the threshold" />
        <Row
          name="AUC-ROC"
          meaning="How often anomalies outscore other rows; 0.5 is chance."
          value={figureText('index', auroc)}
          interval={area('auroc', auroc)}
        />
        <Row
          name="Average precision"
          meaning={`Precision at each anomaly, averaged${Number.isNaN(base) ? '' : `; ${figureText('index', base)} is chance`}.`}
          value={figureText('index', averagePrecision)}
          interval={area('averagePrecision', averagePrecision)}
        />
      </tbody>
    </table>
  )
}

function shareText({ figures, intervals, confusion }: CutReading, key: 'precision' | 'recall'): string {
  const interval: Interval | null = intervals[key]
  return Number.isNaN(figures[key]) ? whyNone(key, confusion) : intervalText('share', interval)
}

function GroupHead({ title, field }: { readonly title: string; readonly field?: React.ReactNode }) {
  return (
    <tr className="labels-figures__group">
      <th colSpan={3} scope="colgroup">
        <div>
          {title}
          {field}
        </div>
      </th>
    </tr>
  )
}

function Name({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <th scope="row">
      {name} <span className="labels-figures__meaning">{meaning}</span>
    </th>
  )
}

interface RowProps {
  readonly name: string
  readonly meaning: string
  readonly value: string
  readonly interval: string
}

function Row({ name, meaning, value, interval }: RowProps) {
  return (
    <tr>
      <Name name={name} meaning={meaning} />
      <td>{value}</td>
      <td>{interval}</td>
    </tr>
  )
}
