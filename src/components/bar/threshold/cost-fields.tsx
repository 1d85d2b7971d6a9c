import { NativeSelect } from '@mantine/core'
import type { DecidedChances } from '../../../analysis/ranking/decided-chances.ts'
import type { CostChoice } from '../../../analysis/settings.ts'
import type { CostBasis, CostPlan, KnownLabels } from '../../../state/cut-costs.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatShare } from '../../controls/amounts.ts'
import { formatCount, formatRows } from '../../plots/format.ts'

interface CostFieldsProps {
  readonly dataset: DatasetSummary
  readonly plan: CostPlan
  readonly choice: CostChoice
  readonly labels: KnownLabels | null
  readonly hasLabel: boolean
  readonly decided: DecidedChances | null
  readonly onChange: (patch: Partial<CostPlan>) => void
}

/** What mistakes cost, and how rare anomalies are. */
export function CostFields({ dataset, plan, choice, labels, hasLabel, decided, onChange }: CostFieldsProps) {
  const amount = dataset.amountColumn === null ? null : (dataset.columns[dataset.amountColumn]?.name ?? null)
  const basis = plan.basis === 'label' && !hasLabel ? 'stated' : plan.basis
  const stated = basis === 'stated' || (basis === 'decisions' && decided === null)
  return (
    <>
      <div className="threshold-panel__fields">
        <NumberField
          label="Cost of a false alarm"
          title="What it costs to look at a flagged row that turns out to be ordinary: minutes of work, an upset customer."
          value={String(plan.falseAlarm)}
          min={0.01}
          width={132}
          onCommit={(falseAlarm) => onChange({ falseAlarm })}
        />
        <NumberField
          label="Loss per missed anomaly"
          title="What is lost with each anomaly that is not flagged."
          value={String(plan.missed)}
          min={0}
          width={148}
          onCommit={(missed) => onChange({ missed })}
        />
        {amount !== null && (
          <NumberField
            label={`Share of its ${amount} lost beside that`}
            shortLabel="plus share of amount"
            title={`Lost beside that: this part of the ${amount} of each anomaly that is not flagged. Amounts count without their sign.`}
            value={String(Number((plan.missedShare * 100).toPrecision(10)))}
            min={0}
            max={1000}
            suffix="%"
            width={148}
            onCommit={(value) => onChange({ missedShare: value / 100 })}
          />
        )}
        <NativeSelect
          label="How rare, told from"
          size="xs"
          w={170}
          value={basis}
          onChange={({ currentTarget: { value } }) => onChange({ basis: basisOf(value) })}
          data={[
            { value: 'stated', label: 'What I say' },
            { value: 'label', label: 'The label column', disabled: !hasLabel },
            { value: 'decisions', label: 'Decisions made', disabled: decided === null },
          ]}
        />
      </div>
      <div className="threshold-panel__fields">
        {stated && (
          <>
            <NumberField
              label="Base rate"
              title="Of all rows of the file, the share that are anomalies, flagged or not."
              value={String(Number((plan.baseRate * 100).toPrecision(10)))}
              min={0.0001}
              max={99}
              suffix="%"
              width={110}
              onCommit={(value) => onChange({ baseRate: value / 100 })}
            />
            <NumberField
              label="Anomaly outranks an ordinary row"
              shortLabel="Outranks ordinary rows"
              title="How often an anomaly scores higher than an ordinary row. 50 %: the ranking knows nothing; 100 %: all anomalies come first. 77 % is the mean over 29 public sets with known answers."
              value={String(Number((plan.quality * 100).toPrecision(10)))}
              min={50}
              max={99.9}
              suffix="%"
              width={148}
              onCommit={(value) => onChange({ quality: value / 100 })}
            />
          </>
        )}
        <p className="threshold-panel__help">{explain(basis, choice, labels, decided)}</p>
      </div>
    </>
  )
}

function basisOf(value: string): CostBasis {
  return value === 'label' || value === 'decisions' ? value : 'stated'
}

function explain(
  basis: CostBasis,
  choice: CostChoice,
  labels: KnownLabels | null,
  decided: DecidedChances | null,
): string {
  if (basis === 'label' && labels !== null) {
    const { anomalies, normals } = labels.ranked
    const all = formatRows(anomalies + normals)
    return `${labels.column} says which rows are anomalies: ${formatCount(anomalies)} of ${all} (${formatShare(choice.baseRate)}). The costs are those of this file, mistake by mistake; rows without a label count by the labelled rows around them.`
  }
  if (basis === 'decisions' && decided !== null) {
    const { anomalies, falseAlarms, baseRate, low, high, quality } = decided
    return `From ${formatCount(anomalies + falseAlarms)} decisions, ${formatCount(anomalies)} of them anomalies: a base rate of ${formatShare(baseRate)} (${formatShare(low)} to ${formatShare(high)}), and an anomaly outranks an ordinary row in ${formatShare(quality)} of cases. Decisions further down the ranking, at random, make it surer.`
  }
  return 'A score is no probability: without labels, how likely a row is an anomaly follows from its rank, from how rare anomalies are, and from how well the ranking finds them. Put in your own figures; these are examples.'
}
