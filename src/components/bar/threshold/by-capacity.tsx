import { setCut, setCutBy, cutOf } from '../../../state/actions/cut.ts'
import { daysCovered } from '../../../state/cut-curves.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { CapacityChoice } from '../../../analysis/settings.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatNumberOf } from '../../controls/amounts.ts'
import { formatCount, formatNumber, formatTimeTo } from '../../plots/format.ts'
import { ScoreCurve } from './score-curve.tsx'
import type { ThresholdWayProps } from './threshold-way.ts'

/** As many rows as there is time to look at. */
export function ByCapacity({ ranking, dataset }: ThresholdWayProps) {
  const cut = useApp((state) => state.cut)
  const choice = useApp((state) => state.cutChoice)
  const covered = daysCovered(dataset)
  const [said, setSaid] = useKept<number | null>(
    dataset,
    'threshold days',
    choice.by === 'capacity' ? (choice.days ?? null) : null,
  )
  const days = said ?? covered
  const flag = (perDay: number, saidDays: number | null) => {
    const next: CapacityChoice = { by: 'capacity', perDay, ...(saidDays === null ? {} : { days: saidDays }) }
    setCutBy(next, cutOf(ranking, next).cut)
  }
  const perDay = days === null ? null : choice.by === 'capacity' ? choice.perDay : cut / days
  const time = dataset.timeColumn === null ? undefined : dataset.columns[dataset.timeColumn]
  return (
    <>
      <div className="threshold-panel__fields">
        <NumberField
          label="Rows per day"
          value={perDay === null ? '' : String(Number(perDay.toFixed(2)))}
          min={0.01}
          step={1}
          width={110}
          disabled={days === null}
          onCommit={(value) => flag(value, said)}
        />
        <NumberField
          label="Days"
          value={days === null ? '' : String(days)}
          min={1}
          step={1}
          width={90}
          onCommit={(value) => {
            const next = Math.max(1, Math.round(value))
            const kept = next === covered ? null : next
            setSaid(kept)
            if (perDay !== null) flag(perDay, kept)
          }}
        />
        <NumberField
          label="Rows in all"
          value={String(cut)}
          min={0}
          max={ranking.order.length}
          step={1}
          width={110}
          onCommit={(value) => setCut(Math.round(value))}
        />
        <p className="threshold-panel__help">
          {time && covered !== null && time.min !== null && time.max !== null
            ? `${time.name} runs from ${formatTimeTo(time.min, 'day')} to ${formatTimeTo(time.max, 'day')}: ${formatNumberOf(covered, 'day')}, those without rows among them.`
            : 'The file has no time column: say how many days it covers, or how many rows you can look at in all.'}
        </p>
      </div>
      {days !== null && (
        <p className="threshold-panel__says">
          {formatNumber(perDay ?? 0, 3)} rows a day on {formatNumberOf(days, 'day')} are the{' '}
          {formatCount(cut)} highest scores of the whole file; a busy day may have many more of them than
          another.
        </p>
      )}
      <ScoreCurve ranking={ranking} />
    </>
  )
}
