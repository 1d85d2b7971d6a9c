import { useId, useState, type ReactNode } from 'react'
import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { keepChoice, readChoice } from '../../../state/kept-choices.ts'

interface SectionProps {
  /** Under which it is remembered whether it is open. */
  readonly id: string
  readonly title: string
  /** Said beside the title, also while it is closed. */
  readonly aside?: ReactNode
  readonly openAtFirst?: boolean
  /** Made only while it is open. */
  readonly children: () => ReactNode
}

/** A part of the panel that opens and closes; the browser remembers which are open. */
export function Section({ id, title, aside, openAtFirst = false, children }: SectionProps) {
  const name = `detail-${id}`
  const [open, setOpen] = useState(() => {
    const kept = readChoice(name)
    return kept === null ? openAtFirst : kept === 'open'
  })
  const bodyId = useId()
  const toggle = () => {
    keepChoice(name, open ? 'closed' : 'open')
    setOpen(!open)
  }
  return (
    <section className="detail-section" aria-label={title}>
      <h4 className="detail-section__head">
        <UnstyledButton
          className="detail-section__button"
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={toggle}
        >
          <IconChevronRight className="detail-section__mark" size={13} stroke={2} aria-hidden="true" />
          {title}
        </UnstyledButton>
        {aside !== undefined && <span className="detail-section__aside">{aside}</span>}
      </h4>
      <div id={bodyId} className="detail-section__body" hidden={!open}>
        {open && children()}
      </div>
    </section>
  )
}

interface WaitingProps {
  /** Whether what is shown is not of this row yet. */
  readonly busy: boolean
  readonly error: string | null
  /** Lines that will come, while there is nothing to show yet. */
  readonly lines?: number
  readonly children: ReactNode
}

/** What is worked out for the row: the former row's stands faintly in its place until then, so that nothing jumps. */
export function Waiting({ busy, error, lines = 4, children }: WaitingProps) {
  if (error !== null) return <p className="detail-note">{error}</p>
  if (children === null) return <Lines count={lines} />
  return (
    <div className="detail-waiting" aria-busy={busy} data-busy={busy || undefined}>
      {children}
    </div>
  )
}

function Lines({ count }: { readonly count: number }) {
  return (
    <div className="detail-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <span key={i} style={{ width: `${[88, 64, 76, 52][i % 4]}%` }} />
      ))}
    </div>
  )
}
