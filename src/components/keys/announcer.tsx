import { useAnnouncement } from '../../state/announcements.ts'

/** Says what was done to screen readers. Two places take turns, so that the same words are said twice. */
export function Announcer() {
  const { text, nth } = useAnnouncement()
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="What was done">
      <p key={nth}>{text}</p>
    </div>
  )
}
