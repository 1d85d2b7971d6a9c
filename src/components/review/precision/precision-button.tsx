import { useMemo, useState } from 'react'
import { Popover, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useApp } from '../../../state/store.ts'
import { workQuality } from '../../../state/work-quality.ts'
import { PrecisionPanel } from './precision-panel.tsx'
import { summaryWords } from './precision-words.ts'
import './precision.css'

/** How right the flagged rows are, as far as the decisions tell; a click tells the rest. */
export default function PrecisionButton() {
  const ranking = useApp((state) => state.ranking)
  const cut = useApp((state) => state.cut)
  const review = useApp((state) => state.review)
  const [open, setOpen] = useState(false)
  const quality = useMemo(() => workQuality({ ranking, cut, review }), [ranking, cut, review])
  if (!quality) return null
  const { precision, of, missed } = summaryWords(quality)
  return (
    <Popover opened={open} onChange={setOpen} width={400} position="top-end" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className="precision-button"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <span>
            {precision}
            <span className="precision-of">{of}</span>
          </span>
          {missed !== '' && <span className="precision-missed">{missed}</span>}
          <IconChevronDown size={13} stroke={1.7} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="precision-dropdown">
        <PrecisionPanel quality={quality} />
      </Popover.Dropdown>
    </Popover>
  )
}
