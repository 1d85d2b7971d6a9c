import { Button, CloseButton } from '@mantine/core'
import { endTour, startTour, useTour } from './tour-store.ts'
import './tour.css'

/** Offers the tour on a first visit, in the page and not over it: whoever knows what to do goes on. */
export function TourOffer() {
  const seen = useTour((state) => state.seen)
  if (seen) return null
  return (
    <section className="tour-offer" aria-label="Tour">
      <span>First time here? Six short stops show how to get from a score to a decision.</span>
      <Button onClick={startTour}>Show me around</Button>
      <CloseButton size="sm" aria-label="No tour" onClick={endTour} />
    </section>
  )
}
