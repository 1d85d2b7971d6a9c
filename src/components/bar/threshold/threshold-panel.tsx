import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { amountFlagged, thresholdScore, scoreRange } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { formatAmountOf, formatShare } from '../../controls/amounts.ts'
import { formatRows, formatScore } from '../../plots/format.ts'
import { ByCapacity } from './by-capacity.tsx'
import { ByCost } from './by-cost.tsx'
import { ByShare } from './by-share.tsx'
import { Suggestions } from './suggestions.tsx'
import type { ThresholdWayProps } from './threshold-way.ts'
import './threshold-panel.css'

type Way = 'share' | 'capacity' | 'cost' | 'suggestions'

const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'share', label: 'Share of rows' },
  { value: 'capacity', label: 'Review capacity' },
  { value: 'cost', label: 'Expected cost' },
  { value: 'suggestions', label: 'Suggestions' },
]

interface ThresholdPanelProps extends ThresholdWayProps {
  readonly onClose: () => void
}

/** Where to draw the line: the same line in shares, in rows a day, in money, and by the scores themselves. */
export default function ThresholdPanel({ ranking, dataset, onClose }: ThresholdPanelProps) {
  const by = useApp((state) => state.cutChoice.by)
  const [way, setWay] = useKept<Way>(dataset, 'threshold way', firstWay(by))
  const Shown = { share: ByShare, capacity: ByCapacity, cost: ByCost, suggestions: Suggestions }[way]
  return (
    <>
      <header className="threshold-panel__head">
        <h2>Where to draw the line</h2>
        <ActionIcon size={24} aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.8} />
        </ActionIcon>
      </header>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Draw the line by"
        value={way}
        onChange={(value) => setWay(WAYS.find((known) => known.value === value)?.value ?? 'cost')}
        data={[...WAYS]}
      />
      <Here ranking={ranking} dataset={dataset} />
      <Shown ranking={ranking} dataset={dataset} />
    </>
  )
}

function firstWay(by: string): Way {
  if (by === 'capacity') return by
  return by === 'share' || by === 'score' ? 'share' : 'cost'
}

/** Where the line is now, in every currency at once. */
function Here({ ranking, dataset }: ThresholdWayProps) {
  const cut = useApp((state) => state.cut)
  const rows = ranking.order.length
  const score = thresholdScore(ranking, cut)
  const [low, high] = scoreRange(ranking)
  const amount = amountFlagged(ranking, cut)
  const total = dataset.amountTotal
  const name = dataset.amountColumn === null ? '' : (dataset.columns[dataset.amountColumn]?.name ?? '')
  return (
    <dl className="threshold-here" aria-label="The line now">
      <div>
        <dt>Flagged</dt>
        <dd>
          {formatRows(cut)} ({formatShare(cut / rows)})
        </dd>
      </div>
      <div>
        <dt>Score</dt>
        <dd>{score === null ? 'above all' : `≥ ${formatScore(score, high - low)}`}</dd>
      </div>
      {amount !== null && total !== null && (
        <div>
          <dt>{name} above the line</dt>
          <dd>
            {formatAmountOf(amount, total)}
            {total > 0 && amount >= 0 && ` (${formatShare(amount / total)})`}
          </dd>
        </div>
      )}
    </dl>
  )
}
