import type { Curve } from '../../../analysis/run-context.ts'
import { formatCount } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { CurveChart } from './curve-chart.tsx'
import { curveRows, thinned } from './curve-geometry.ts'
import { curveText, digits } from './curve-text.ts'

/** More rows than this are not read. */
const MOST_TABLE_ROWS = 200

interface DiagnosticCurveProps {
  readonly curve: Curve & { readonly caption: string }
  /** Off where the next curve has the same. */
  readonly hasCaption: boolean
}

/** One curve of the fitted model. */
export function DiagnosticCurve({ curve, hasCaption }: DiagnosticCurveProps) {
  return (
    <div className="fitted__curve">
      <div className="fitted__plot">
        <PlotFrame title={curve.title} summary={curveText(curve)} table={() => <CurveTable curve={curve} />}>
          <CurveChart curve={curve} withCursor />
        </PlotFrame>
      </div>
      {hasCaption && <p className="fitted__caption">{curve.caption}</p>}
    </div>
  )
}

function CurveTable({ curve }: { readonly curve: Curve }) {
  const all = curveRows(curve)
  const rows = thinned(all, MOST_TABLE_ROWS)
  return (
    <table className="plot-table" aria-label={`${curve.title} data`}>
      {rows.length < all.length && (
        <caption className="fitted__thinned">
          {formatCount(rows.length)} of {formatCount(all.length)} points, evenly spaced
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col">{curve.xLabel}</th>
          {curve.lines.map(({ name }) => (
            <th key={name} scope="col">
              {curve.lines.length === 1 ? curve.yLabel : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ x, y }) => (
          <tr key={x}>
            <th scope="row">{digits(x)}</th>
            {curve.lines.map(({ name }, l) => (
              <td key={name}>{y[l] === null ? '' : digits(y[l])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
