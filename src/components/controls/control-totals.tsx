import { useApp } from '../../state/store.ts'
import { controlTotals } from './control-totals-rows.ts'
import './controls.css'

/** The figures that an auditor compares with the source: rows read, rows left out and why, sum of the amount. */
export function ControlTotals() {
  const dataset = useApp((state) => state.dataset)
  if (!dataset) return null
  return (
    <dl className="totals">
      {controlTotals(dataset).map(({ label, value, detail }) => (
        <div key={label} className="totals__row">
          <dt>{label}</dt>
          <dd>
            {value}
            {detail !== undefined && <span className="totals__detail">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
