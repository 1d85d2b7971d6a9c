import { Popover, UnstyledButton } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useCutMoves } from '../../state/cut-moves.ts'
import { scoreRange } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { useSettled } from '../../state/use-settled.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { lazyPart } from '../shell/lazy-part.tsx'
import { moveText } from './move-text.ts'

const MovedRows = lazyPart(() => import('./threshold/moved-rows.tsx'))

interface ThresholdMovesProps {
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
}

/** Which rows the latest move of the line took in or let go, with their list. */
export function ThresholdMoves({ ranking, dataset }: ThresholdMovesProps) {
  const cut = useApp((state) => state.cut)
  const moves = useCutMoves(ranking, cut)
  const [open, setOpen] = useState(false)
  const { move, pinned } = moves
  const [low, high] = scoreRange(ranking)
  const text = move === null || move.rows === 0 ? null : moveText(move, dataset.amountTotal ?? 0, high - low)
  const said = useSettled(text?.long ?? '', 900)
  const isThere = text !== null || pinned || open
  return (
    <>
      <Popover
        opened={open}
        onChange={setOpen}
        width="min(560px, calc(100vw - 24px))"
        position="bottom-start"
        withRoles={false}
      >
        <Popover.Target>
          <UnstyledButton
            className="threshold__moves"
            aria-label={`Rows that moved: ${text?.long ?? 'none'}`}
            aria-haspopup="dialog"
            aria-expanded={open}
            title={text?.long}
            data-empty={!isThere || undefined}
            disabled={!isThere}
            onClick={() => setOpen(!open)}
          >
            {text?.short ?? (isThere ? 'no row moved' : '')}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label="Rows that moved">
          <Suspense fallback={<div className="moved__waiting" />}>
            <MovedRows ranking={ranking} dataset={dataset} moves={moves} text={text?.long ?? null} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </>
  )
}
