import { useState } from 'react'
import { NativeSelect, UnstyledButton } from '@mantine/core'
import type { Standing } from '../../../analysis/evidence/standing.ts'
import type { TypicalCell, TypicalCells } from '../../../analysis/evidence/typical-cells.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary, RowDetails } from '../../../workers/engine.api.ts'
import { DASH } from '../../controls/cell-format.ts'
import { formatCount } from '../../plots/format.ts'
import {
  clockWords,
  commonWords,
  levelWords,
  peerRows,
  standingWords,
  usualWords,
  valueWords,
} from './typical-words.ts'

export type PeerChoice = number | 'auto' | null

interface CellsPartProps {
  readonly dataset: DatasetSummary
  readonly details: RowDetails
  /** Of this row, or of the one before until this row's is worked out. */
  readonly typical: TypicalCells | null
  readonly error: string | null
  readonly peers: PeerChoice
  readonly onPeers: (peers: PeerChoice) => void
}

/** The row's cells beside what is typical of all rows and of its peers. */
export function CellsPart({ dataset, details, typical, error, peers, onPeers }: CellsPartProps) {
  const [asked, setVerbatim] = useState(false)
  const verbatim = asked && details.raw !== null
  const stale = typical?.row !== details.row
  return (
    <>
      <div className="detail-controls">
        <PeerPicker peers={peers} chosen={typical?.peers ?? null} onPeers={onPeers} />
        <UnstyledButton
          className="plot-toggle"
          aria-pressed={verbatim}
          disabled={details.raw === null}
          title="Each cell exactly as it is written in the file"
          onClick={() => setVerbatim(!verbatim)}
        >
          As in the file
        </UnstyledButton>
      </div>
      <p className="detail-note" data-busy={stale || undefined}>
        {error ??
          (typical === null ? '\u00a0' : typical.peers === null ? noPeers(peers) : peersLine(typical.peers))}
      </p>
      {details.rawProblem !== undefined && (
        <p className="detail-note" role="status">
          The cells as the file has them cannot be shown. {details.rawProblem}
        </p>
      )}
      <dl className="detail-cells">
        {dataset.columns.map((column) => {
          const raw = details.raw?.[column.index] ?? ''
          const cell = typical?.columns[column.index] ?? null
          const value = details.cells[column.index] ?? null
          const text = verbatim ? raw : valueWords(column, value)
          const missing = verbatim ? raw === '' : value === null
          return (
            <div key={column.index}>
              <dt title={column.name}>{column.name}</dt>
              <dd
                data-missing={missing || undefined}
                title={details.raw === null || raw === text ? undefined : `In the file: ${raw}`}
              >
                {text === '' ? DASH : text}
              </dd>
              <dd
                className="detail-cells__typical"
                aria-hidden={stale || undefined}
                data-busy={stale || undefined}
              >
                {cell === null ? (
                  column.role === 'id' ? null : (
                    '\u00a0'
                  )
                ) : (
                  <Typical cell={cell} column={column} peers={typical?.peers ?? null} />
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

function noPeers(choice: PeerChoice): string {
  if (choice === null) return 'Beside all rows of the file.'
  return choice === 'auto'
    ? 'Beside all rows: no column makes at least five other rows its peers.'
    : 'Beside all rows: this cell is empty, so the row has no peers by it.'
}

function peersLine(peers: NonNullable<TypicalCells['peers']>): string {
  const whose =
    peers.kind === 'entity' ? `rows of ${peers.name} ${String(peers.value ?? '')}` : peerRows(peers)
  return `Beside all rows, and the ${formatCount(peers.rows)} other ${whose}.`
}

function PeerPicker({
  peers,
  chosen,
  onPeers,
}: {
  readonly peers: PeerChoice
  readonly chosen: TypicalCells['peers']
  readonly onPeers: (peers: PeerChoice) => void
}) {
  const { data } = useQuestion('peerColumns', {})
  const options = data ?? []
  const automatic = chosen === null ? 'Peers: chosen for the row' : `Peers: chosen (same ${chosen.name})`
  return (
    <NativeSelect
      size="xs"
      aria-label="Peers"
      className="detail-peers"
      value={String(peers)}
      onChange={({ currentTarget: { value } }) =>
        onPeers(value === 'auto' ? 'auto' : value === 'null' ? null : Number(value))
      }
      data={[
        { value: 'auto', label: peers === 'auto' ? automatic : 'Peers: chosen for the row' },
        ...options.map(({ column, name }) => ({ value: String(column), label: `Peers: same ${name}` })),
        { value: 'null', label: 'No peers' },
      ]}
    />
  )
}

function Typical({
  cell,
  column,
  peers,
}: {
  readonly cell: TypicalCell
  readonly column: ColumnSummary
  readonly peers: TypicalCells['peers']
}) {
  if (cell.kind === 'name') return null
  const whose = peers === null ? '' : peerRows(peers)
  // Peers share the value that makes them peers.
  const withPeers = peers !== null && peers.column !== cell.column
  if (cell.kind === 'levels') {
    const missing = cell.value === null
    // The customer with the most rows is not what a customer should be.
    const names = column.role === 'entity'
    return (
      <>
        <span>
          {levelWords(cell.all, missing, 'rows')}
          {names ? '' : `; ${commonWords(column, cell.all)}`}
        </span>
        {withPeers && cell.peers !== null && (
          <span>
            {levelWords(cell.peers, missing, `other ${whose}`)}
            {names ? '' : `; ${commonWords(column, cell.peers)}`}
          </span>
        )}
      </>
    )
  }
  const time = column.type === 'datetime'
  const missing = Number.isNaN(cell.value)
  const clock = clockWords(cell)
  const beside = (standing: Standing, among: string) => {
    if (missing) return `${among}: ${usualWords(column, standing)}`
    const where = standingWords(standing, time, among)
    // The middle of the times says when the file was written, not what is usual.
    return time ? where : `${where}; ${usualWords(column, standing)}`
  }
  return (
    <>
      <StandingLine standing={cell.all} missing={missing}>
        {beside(cell.all, 'rows')}
      </StandingLine>
      {clock !== null && <span>{clock}</span>}
      {withPeers && cell.peers !== null && (
        <StandingLine standing={cell.peers} missing={missing}>
          {beside(cell.peers, `other ${whose}`)}
        </StandingLine>
      )}
    </>
  )
}

/** A line from the lowest to the highest by rank, its middle half, and where the cell stands on it. */
function StandingLine({
  standing,
  missing,
  children,
}: {
  readonly standing: Standing
  readonly missing: boolean
  readonly children: React.ReactNode
}) {
  const { below, above, present } = standing
  const place = present === 0 ? 0.5 : (below + (present - above)) / (2 * present)
  return (
    <span className="detail-standing">
      <span className="detail-strip" aria-hidden="true">
        {!missing && <i style={{ left: `${Math.min(1, Math.max(0, place)) * 100}%` }} />}
      </span>
      <span>{children}</span>
    </span>
  )
}
