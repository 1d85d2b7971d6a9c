import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { openPair } from '../../../state/explore.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { isSkewed } from '../../plots/plot-columns.ts'
import type { SectionProps } from '../section-props.ts'
import { ColourPicker, PairPicker } from './column-pickers.tsx'
import { GroupsView } from './groups-view.tsx'
import { LevelsView } from './levels-view.tsx'
import { NumbersView } from './numbers-view.tsx'
import { canBeLevels, defaultPair, isLevels, pairColumns } from './pair-columns.ts'
import './pair.css'

type Choices = ReadonlyMap<number, boolean>
const NONE: Choices = new Map()

/** Two columns against each other, in the picture that their types ask for. */
export default function PairSection({ dataset, ranking }: SectionProps) {
  const columns = pairColumns(dataset)
  const chosen = useApp((state) => state.explore)
  const first = defaultPair(dataset, ranking)
  const find = (index: number | undefined) => columns.find((c) => c.index === index)
  const x = find(chosen.x ?? first?.find((index) => index !== chosen.y))
  const y = find(chosen.y ?? first?.find((index) => index !== x?.index))
  const [asLevels, setAsLevels] = useKept(dataset, 'pair levels', NONE)
  const [logs, setLogs] = useKept(dataset, 'pair logs', NONE)
  const [colour, setColour] = useKept<number | null>(dataset, 'pair colour', null)
  if (!x || !y || x === y) return <NoPair columns={columns} />

  const levels = (c: ColumnSummary) => asLevels.get(c.index) ?? isLevels(c)
  const log = (c: ColumnSummary) => c.type === 'number' && !levels(c) && (logs.get(c.index) ?? isSkewed(c))
  const toggles = (c: ColumnSummary, axis: string) => (
    <>
      {canBeLevels(c) && (
        <LogToggle
          label={`${axis} as categories`}
          text="As categories"
          checked={levels(c)}
          onChange={(on) => setAsLevels(new Map(asLevels).set(c.index, on))}
        />
      )}
      {c.type === 'number' && !levels(c) && (
        <LogToggle
          label={`Log ${axis.toLowerCase()}`}
          text="Log"
          checked={log(c)}
          onChange={(on) => setLogs(new Map(logs).set(c.index, on))}
        />
      )}
    </>
  )
  const numbers = !levels(x) && !levels(y)
  const third = columns.find((c) => c.index === colour && c !== x && c !== y) ?? null
  const pair = { dataset, ranking, x, y }
  return (
    <div className="pair">
      <div className="pair-bar">
        {/* The column of the other axis: the two change places. */}
        <PairPicker
          label="Horizontal axis"
          columns={columns}
          value={x}
          onChange={(c) => (c === y.index ? openPair(y.index, x.index) : openPair(c, y.index))}
        />
        {toggles(x, 'Horizontal axis')}
        <Tooltip label="Swap the axes">
          <ActionIcon size={26} aria-label="Swap the axes" onClick={() => openPair(y.index, x.index)}>
            <IconArrowsExchange size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <PairPicker
          label="Vertical axis"
          columns={columns}
          value={y}
          onChange={(c) => (c === x.index ? openPair(y.index, x.index) : openPair(x.index, c))}
        />
        {toggles(y, 'Vertical axis')}
        {numbers && (
          <ColourPicker
            columns={columns.filter((c) => c !== x && c !== y)}
            value={third}
            onChange={setColour}
          />
        )}
      </div>
      {numbers ? (
        <NumbersView key={`${x.index} ${y.index}`} {...pair} logX={log(x)} logY={log(y)} colour={third} />
      ) : levels(x) && levels(y) ? (
        <LevelsView key={`${x.index} ${y.index}`} {...pair} />
      ) : (
        <GroupsView
          key={`${x.index} ${y.index}`}
          dataset={dataset}
          ranking={ranking}
          groups={levels(x) ? x : y}
          values={levels(x) ? y : x}
          log={log(levels(x) ? y : x)}
        />
      )}
    </div>
  )
}

function NoPair({ columns }: { readonly columns: readonly ColumnSummary[] }) {
  const [only] = columns
  return (
    <p className="pair-none" role="note">
      {only
        ? `This needs two columns; ${only.name} is the only one with numbers, dates or categories.`
        : 'This needs two columns with numbers, dates or categories.'}
    </p>
  )
}
