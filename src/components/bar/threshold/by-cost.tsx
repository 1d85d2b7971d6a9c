import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { setCutBy } from '../../../state/actions/cut.ts'
import { choiceOfPlan, costView, decidedChances, firstPlan, type CostPlan } from '../../../state/cut-costs.ts'
import { labelColumn } from '../../../state/labels.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useSettled } from '../../../state/use-settled.ts'
import { formatAmountOf } from '../../controls/amounts.ts'
import { formatCount, formatNumber, formatRows } from '../../plots/format.ts'
import { CostFields } from './cost-fields.tsx'
import { CutCurve } from './cut-curve.tsx'
import type { ThresholdWayProps } from './threshold-way.ts'
import { useKnownLabels } from './use-known-labels.ts'

/** The line where mistakes are expected to cost least. */
export function ByCost({ ranking, dataset }: ThresholdWayProps) {
  const cut = useApp((state) => state.cut)
  const chosen = useApp((state) => state.cutChoice)
  const named = useApp((state) => state.labels)
  const hasLabel = labelColumn(dataset, named) !== null
  const [plan, setPlan] = useKept<CostPlan>(dataset, 'threshold costs', firstPlan(chosen, hasLabel))
  const labels = useKnownLabels(dataset)
  const decisions = useSettled(useApp((state) => state.review.decided.decisions))
  const decided = useMemo(
    () => decidedChances(ranking, decisions, plan.baseRate),
    [ranking, decisions, plan.baseRate],
  )
  const choice = choiceOfPlan(plan, labels, decided)
  const view = costView(ranking, choice, labels)
  const { lowest } = view
  const here = view.at(cut)
  const nothing = view.at(0)
  const everything = view.at(ranking.order.length)
  const waiting = plan.basis === 'label' && hasLabel && labels === null
  const top = topOf(view.cost, [nothing.cost, here.cost, 2 * lowest.cost])
  const money = (value: number) => formatAmountOf(value, 100 * value)

  // While the line stands at the lowest cost it stays there as the figures change.
  const change = (patch: Partial<CostPlan>) => {
    const next = { ...plan, ...patch }
    setPlan(next)
    if (chosen.by !== 'cost') return
    const moved = costView(ranking, choiceOfPlan(next, labels, decided), labels)
    setCutBy(moved.choice, moved.lowest.cut)
  }
  const toLowest = () => setCutBy(choice, lowest.cut)
  const isThere = cut === lowest.cut
  return (
    <>
      <CostFields
        dataset={dataset}
        plan={plan}
        choice={choice}
        labels={labels}
        hasLabel={hasLabel}
        decided={decided}
        onChange={change}
      />
      <div className="threshold-panel__says threshold-panel__says--cost">
        <p>
          {waiting ? (
            'Reading the labels…'
          ) : (
            <>
              Expected to cost least:{' '}
              <b>
                {formatRows(lowest.cut)} flagged, {money(lowest.cost)}
              </b>
              {', '}
              {mistakes(lowest)}.{' '}
              {isThere ? 'The line is there.' : `The line now: ${money(here.cost)}, ${mistakes(here)}.`}{' '}
              Flagging nothing costs {money(nothing.cost)}, everything {money(everything.cost)}.
            </>
          )}
        </p>
        <Button size="xs" disabled={waiting || (isThere && chosen.by === 'cost')} onClick={toLowest}>
          {lowest.cut === 0 ? 'Flag nothing' : `Flag ${formatRows(lowest.cut)}`}
        </Button>
      </div>
      <CutCurve
        title="Expected cost"
        summary={`Lowest at ${formatRows(lowest.cut)}: ${money(lowest.cost)}; at the line ${money(here.cost)}`}
        run={{ positions: view.chances.positions, values: view.cost }}
        y={[0, top]}
        yTitle="Expected cost"
        format={money}
        marks={[{ cut: lowest.cut, value: lowest.cost, name: `lowest: ${formatCount(lowest.cut)}` }]}
        onPick={(rows) => (rows === lowest.cut ? toLowest() : setCutBy({ by: 'rows', rows }, rows))}
      />
    </>
  )
}

function mistakes({
  falseAlarms,
  missed,
}: {
  readonly falseAlarms: number
  readonly missed: number
}): string {
  return `${rounded(falseAlarms)} false alarms and ${rounded(missed)} missed`
}

/** An expected number of rows: no more digits than it means. */
function rounded(count: number): string {
  return count < 10 ? formatNumber(count, 2) : formatCount(Math.round(count))
}

/** High enough for what is spoken of, not for flagging everything, beside which nothing would be seen. */
function topOf(cost: Float64Array, shown: readonly number[]): number {
  let most = 0
  for (const value of cost) most = Math.max(most, value)
  return Math.min(most, Math.max(...shown)) * 1.15 || 1
}
