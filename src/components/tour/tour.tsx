import { Button, CloseButton, Popover } from '@mantine/core'
import { useEffect, useLayoutEffect, useState, type CSSProperties } from 'react'
import { setScreen } from '../../state/actions/view.ts'
import { STEPS, type TourStep } from './steps.ts'
import { endTour, goToStep, useTour } from './tour-store.ts'
import './tour.css'

/** One step at a time, beside what it is about. The page behind it can be used; Escape ends it. */
export default function Tour() {
  const at = useTour((state) => state.step)
  const step = at === null ? undefined : STEPS[at]
  useEffect(() => backToHelp, [])
  if (at === null || !step) return null
  return <Step key={at} at={at} step={step} />
}

function Step({ at, step }: { readonly at: number; readonly step: TourStep }) {
  const box = useBox(step)
  useEffect(() => {
    if (step.screen !== null) setScreen(step.screen)
  }, [step])
  if (!box) return null
  const last = at === STEPS.length - 1
  return (
    <Popover
      opened
      position={step.side ?? 'bottom'}
      width={320}
      withArrow
      withinPortal
      trapFocus
      returnFocus={false}
      closeOnClickOutside={false}
      closeOnEscape
      onDismiss={endTour}
      onChange={(opened) => {
        if (!opened) endTour()
      }}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <div className="tour-ring" style={box} aria-hidden="true" />
      </Popover.Target>
      <Popover.Dropdown
        className="tour-card"
        role="dialog"
        aria-label={`Tour, step ${at + 1} of ${STEPS.length}`}
        aria-describedby="tour-text"
      >
        <CloseButton className="tour-card__close" size="sm" aria-label="End the tour" onClick={endTour} />
        <div id="tour-text" aria-live="polite">
          <p className="tour-card__title">{step.title}</p>
          <p className="tour-card__text">{step.text}</p>
        </div>
        <div className="tour-card__foot">
          <span className="tour-card__count">
            {at + 1} of {STEPS.length}
          </span>
          {at > 0 && <Button onClick={() => goToStep(at - 1)}>Back</Button>}
          <Button variant="filled" data-autofocus onClick={() => (last ? endTour() : goToStep(at + 1))}>
            {last ? 'Done' : 'Next'}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** When it is over the focus is where it can be had again, unless the user has put it somewhere already. */
function backToHelp(): void {
  const { activeElement } = document
  if (activeElement !== null && activeElement !== document.body && !activeElement.closest('.tour-card'))
    return
  const help = document.querySelector('[data-tour="help"]')
  if (help instanceof HTMLElement) help.focus()
}

/** Where the step's anchor is on the screen, followed while it moves; null while it is not there. */
function useBox(step: TourStep): CSSProperties | null {
  const [box, setBox] = useState<CSSProperties | null>(null)
  useLayoutEffect(() => {
    let known = ''
    let frame = 0
    const look = () => {
      const anchor = step.anchors.map((selector) => document.querySelector(selector)).find((e) => e !== null)
      const rect = anchor?.getBoundingClientRect()
      const key = rect ? `${rect.x} ${rect.y} ${rect.width} ${rect.height}` : ''
      if (rect && rect.width > 0 && key !== known) {
        known = key
        setBox({ left: rect.x - 3, top: rect.y - 3, width: rect.width + 6, height: rect.height + 6 })
      }
      frame = requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [step])
  return box
}
