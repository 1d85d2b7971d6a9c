import type { ErrorReport } from '../../analysis/errors.ts'
import './plots.css'

const HEIGHTS = [22, 34, 58, 80, 96, 84, 66, 48, 36, 28, 20, 14, 9, 6]

/** Takes the plot's room while its data is on the way. */
export function PlotSkeleton() {
  return (
    <div className="plot-skeleton" aria-hidden="true">
      {HEIGHTS.map((height, i) => (
        <span key={i} style={{ height: `${height}%` }} />
      ))}
    </div>
  )
}

export function PlotProblem({ error }: { readonly error: ErrorReport }) {
  return (
    <p className="plot-problem" role="note">
      {error.message}
    </p>
  )
}
