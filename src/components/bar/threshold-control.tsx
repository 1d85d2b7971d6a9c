import { ActionIcon, Popover, UnstyledButton } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { resetCut } from '../../state/actions/cut.ts'
import { tiesBeyond } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatCount, formatRows } from '../plots/format.ts'
import { ThresholdButton } from './threshold-button.tsx'
import { ThresholdMoves } from './threshold-moves.tsx'
import { ThresholdSlider } from './threshold-slider.tsx'

/** The slider with what is to be said about the line: how it was proposed, and whom it parts. */
export function ThresholdControl() {
  const ranking = useApp((state) => state.ranking)
  const dataset = useApp((state) => state.dataset)
  return (
    <div className="threshold">
      <div className="threshold__head">
        <ThresholdButton />
        {ranking && <Proposal />}
      </div>
      {ranking ? <ThresholdSlider ranking={ranking} /> : <div className="slider slider--empty" />}
      <div className="threshold__foot">
        <Ties />
        {ranking && dataset && <ThresholdMoves ranking={ranking} dataset={dataset} />}
      </div>
    </div>
  )
}

function Proposal() {
  const proposed = useApp((state) => state.ranking?.defaultCut)
  const isDefault = useApp((state) => state.cutIsDefault)
  if (!proposed) return null
  return (
    <>
      <Popover width={340}>
        <Popover.Target>
          <ActionIcon className="threshold__why-here" size={24} aria-label="How the threshold was proposed">
            <IconInfoCircle size={14} stroke={1.8} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label="How the threshold was proposed">
          <p className="threshold__verdict">Proposed: {formatRows(proposed.cut)}</p>
          <p className="threshold__why">{proposed.explanation}</p>
        </Popover.Dropdown>
      </Popover>
      {isDefault ? (
        <span className="threshold__tag">{proposed.standsOut ? 'proposed' : 'nothing stands out'}</span>
      ) : (
        <UnstyledButton className="threshold__reset" aria-label="Reset" onClick={resetCut}>
          Reset to {formatCount(proposed.cut)}
        </UnstyledButton>
      )}
    </>
  )
}

function Ties() {
  const ties = useApp((state) => (state.ranking ? tiesBeyond(state.ranking, state.cut) : 0))
  const text = ties === 1 ? '1 more row shares this score' : `${formatCount(ties)} more rows share this score`
  return <div className="threshold__ties">{ties > 0 && text}</div>
}
