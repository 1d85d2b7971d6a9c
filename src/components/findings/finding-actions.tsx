import type { Finding } from '../../analysis/findings/findings.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { setColumn } from '../../state/actions/columns.ts'
import { setFeatures } from '../../state/actions/detecting.ts'
import { useApp } from '../../state/store.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { formatCount, formatNumber, formatPercent, formatRows } from '../plots/format.ts'
import { flaggedAmong } from './group-findings.ts'

interface FindingActionsProps {
  readonly finding: Finding
  readonly columns: readonly ColumnSummary[]
  /** Names of the columns that are compared now. */
  readonly used: readonly string[]
  readonly ranks: Uint32Array | undefined
  readonly rowsShown: boolean
  readonly waiting: boolean
  readonly onToggle: () => void
}

/** What can be done about a finding, and how many of its rows are flagged. */
export function FindingActions(props: FindingActionsProps) {
  const { finding, columns, used, ranks, rowsShown, waiting, onToggle } = props
  const { shown, title, columns: about } = finding
  const names = about.map((column) => columns[column]?.name ?? '').join(', ')
  return (
    <div className="finding__actions">
      {shown > 0 && (
        <button
          type="button"
          className="finding__button"
          aria-label={`Show ${formatRows(shown)}: ${names === '' ? title : `${title}, ${names}`}`}
          aria-pressed={rowsShown}
          aria-busy={waiting}
          onClick={onToggle}
        >
          Show {formatRows(shown)}
        </button>
      )}
      <LeaveOut finding={finding} columns={columns} used={used} />
      {finding.remedies.map((remedy) => {
        const column = columns[remedy.column]
        if (remedy.kind !== 'read-as' || !column) return null
        const { type, format } = remedy
        return (
          <button
            key={column.index}
            type="button"
            className="finding__button"
            aria-label={`Read as dates: ${column.name}`}
            onClick={() => void setColumn(column.name, format === undefined ? { type } : { type, format })}
          >
            Read as dates
          </button>
        )
      })}
      {ranks && <FlaggedCount ranks={ranks} />}
    </div>
  )
}

function LeaveOut({ finding, columns, used }: Pick<FindingActionsProps, 'finding' | 'columns' | 'used'>) {
  const leave = finding.remedies.flatMap((remedy) => {
    const name = columns[remedy.column]?.name
    return remedy.kind === 'leave-out' && name !== undefined && used.includes(name) ? [name] : []
  })
  const rest = used.filter((name) => !leave.includes(name))
  if (leave.length === 0 || rest.length === 0) return null
  return (
    <button
      type="button"
      className="finding__button"
      title={`Compare rows without ${leave.join(', ')}`}
      onClick={() => void setFeatures(rest)}
    >
      Leave out {leave.length === 1 ? leave[0] : formatNumberOf(leave.length, 'column')}
    </button>
  )
}

/** A lift is told from so many flagged rows on: fewer are chance. */
const LIFT_ROWS = 5
const LIFT = 2

/** How many of the rows are flagged; follows the cut. */
function FlaggedCount({ ranks }: { readonly ranks: Uint32Array }) {
  const cut = useApp((state) => state.cut)
  const rows = useApp((state) => state.ranking?.order.length ?? 0)
  const flagged = flaggedAmong(ranks, cut)
  if (flagged === 0 || ranks.length === rows) return <span className="finding__flagged">none flagged</span>
  const lift = flagged / ranks.length / (cut / rows)
  return (
    <span
      className="finding__flagged finding__flagged--some"
      title={`${formatPercent(flagged / ranks.length)} of these rows are flagged, ${formatPercent(cut / rows)} of all rows`}
    >
      {formatCount(flagged)} flagged
      {flagged >= LIFT_ROWS && lift >= LIFT && `, ${formatNumber(lift, 2)} × the usual share`}
    </span>
  )
}
