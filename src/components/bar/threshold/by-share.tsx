import { useMemo } from 'react'
import { setCutByShare } from '../../../state/actions/cut.ts'
import { shareDraft } from '../../../state/cut-drafts.ts'
import { amountCurve } from '../../../state/cut-curves.ts'
import { amountFlagged } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { formatAmountOf, formatShare } from '../../controls/amounts.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatRows } from '../../plots/format.ts'
import { CutCurve } from './cut-curve.tsx'
import { ScoreCurve } from './score-curve.tsx'
import type { ThresholdWayProps } from './threshold-way.ts'

/** The share of all rows to flag, and what part of the money that is. */
export function ByShare({ ranking, dataset }: ThresholdWayProps) {
  const cut = useApp((state) => state.cut)
  const run = useMemo(() => amountCurve(ranking), [ranking])
  const column = dataset.amountColumn === null ? null : dataset.columns[dataset.amountColumn]
  const total = dataset.amountTotal ?? 0
  const amount = amountFlagged(ranking, cut) ?? 0
  const range = useMemo(() => rangeOf(run?.values), [run])
  return (
    <>
      <div className="threshold-panel__fields">
        <NumberField
          label="Flag this share of the rows"
          value={shareDraft(ranking, cut)}
          min={0}
          max={100}
          step={0.1}
          suffix="%"
          width={190}
          onCommit={(value) => setCutByShare(value / 100)}
        />
        <p className="threshold-panel__help">
          The rows that score highest are flagged, whether anything is wrong with them or not. A share is no
          finding: it says how much you are willing to look at, and stays the same on another file.
        </p>
      </div>
      {run && column ? (
        <CutCurve
          title={`${column.name} above the line`}
          summary={`${formatRows(cut)} hold ${formatAmountOf(amount, total)} of ${formatAmountOf(total, total)}${total > 0 && amount >= 0 ? `, ${formatShare(amount / total)}` : ''}`}
          run={run}
          y={range}
          yTitle={column.name}
          format={(value) => formatAmountOf(value, total)}
        />
      ) : (
        <ScoreCurve ranking={ranking} />
      )}
    </>
  )
}

function rangeOf(values: Float64Array | undefined): readonly [number, number] {
  let low = 0
  let high = 0
  for (const value of values ?? []) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, low === high ? low + 1 : high * 1.05]
}
