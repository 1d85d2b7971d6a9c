import './screen-skeleton.css'

/** Plots, flagged rows and the selected row, as faint shapes where they will be. */
export function ScreenSkeleton() {
  return (
    <div className="screen-skeleton" aria-hidden="true">
      <div className="screen-skeleton__plot" />
      <div className="screen-skeleton__plot" />
      <div className="screen-skeleton__plot" />
      <div className="screen-skeleton__table" />
      <div className="screen-skeleton__details" />
    </div>
  )
}
