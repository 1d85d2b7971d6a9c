import { unmatchedIn } from '../../state/sessions/carry.ts'
import { useApp } from '../../state/store.ts'
import { decisionText } from './decision-text.ts'

/** Decisions that are kept in the log and have no row in what is read now. */
export function UnmatchedList() {
  const log = useApp((state) => state.review.log)
  const parked = useApp((state) => state.review.decided.parked)
  const rows = [
    ...unmatchedIn(log).map(({ key, decision }) => ({ where: `${key} ${decision.value}`, decision })),
    ...[...parked].map(([line, decision]) => ({ where: `line ${line.toLocaleString()}`, decision })),
  ]
  return (
    <>
      <p className="session-text">
        These decisions are in the log, but their rows are not among those that are read now: they were taken
        out of the file, their key is in several rows, or they are outside the sample.
      </p>
      <div className="session-scroll" tabIndex={0} role="region" aria-label="Decisions without a row">
        <table className="session-table">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Decision</th>
              <th scope="col">Note</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ where, decision }, i) => (
              <tr key={i}>
                <td>{where}</td>
                <td>{decisionText(decision)}</td>
                <td>{decision.note ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
