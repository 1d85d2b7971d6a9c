import { CloseButton, Drawer } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import './side-panel.css'

interface SidePanelProps {
  readonly title: string
  /** Pixels. */
  readonly width: number
  readonly opened: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A panel over the right of the page; Escape and a click beside it close it, and the focus goes back. */
export function SidePanel({ title, width, opened, onClose, children }: SidePanelProps) {
  // The kit does not know where the focus was when a part that has just been loaded begins open.
  useEffect(() => {
    if (!opened) return
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [opened])
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size={width}
      returnFocus={false}
      transitionProps={{ duration: 120 }}
    >
      <Drawer.Overlay backgroundOpacity={0.3} />
      <Drawer.Content aria-label={title}>
        {/* Not the kit's header: a page has one banner. */}
        <div className="side-panel__head">
          <h2 className="side-panel__title">{title}</h2>
          <CloseButton aria-label={`Close ${title.toLowerCase()}`} onClick={onClose} />
        </div>
        <Drawer.Body className="side-panel__body">{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
