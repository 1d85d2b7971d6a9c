import { Popover, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useApp } from '../../state/store.ts'
import { lazyPart } from '../shell/lazy-part.tsx'

const ThresholdPanel = lazyPart(() => import('./threshold/threshold-panel.tsx'))

/**
 * Opens what says where to draw the line. It stays open beside the page, so that the slider and the plots can be
 * used while it is there.
 */
export function ThresholdButton() {
  const ranking = useApp((state) => state.ranking)
  const dataset = useApp((state) => state.dataset)
  const [open, setOpen] = useState(false)
  return (
    <Popover
      opened={open && ranking !== null}
      onChange={setOpen}
      closeOnClickOutside={false}
      withinPortal={false}
      withRoles={false}
      trapFocus={false}
      position="bottom-start"
      // Below the slider and what stands under it: they are used while the panel is open.
      offset={42}
      width="min(700px, calc(100vw - 24px))"
    >
      <Popover.Target>
        <UnstyledButton
          className="threshold__open"
          aria-haspopup="dialog"
          aria-expanded={open}
          disabled={!ranking}
          onClick={() => setOpen(!open)}
        >
          Threshold…
          <IconChevronDown size={12} stroke={1.8} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="threshold-panel" role="dialog" aria-label="Where to draw the line">
        {ranking && dataset && (
          <Suspense fallback={<div className="threshold-panel__waiting" />}>
            <ThresholdPanel ranking={ranking} dataset={dataset} onClose={() => setOpen(false)} />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
