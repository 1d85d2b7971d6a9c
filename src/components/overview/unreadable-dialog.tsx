import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { useEngineQuery } from '../../state/use-engine-query.ts'
import { formatCount } from '../plots/format.ts'

const PAGE = 200

interface UnreadableDialogProps {
  readonly column: ColumnSummary | undefined
  readonly onClose: () => void
}

/** The cells of a column that could not be read as its type, page by page. */
export function UnreadableDialog({ column, onClose }: UnreadableDialogProps) {
  const [limit, setLimit] = useState(PAGE)
  const index = column?.index
  const { data: cells, error } = useEngineQuery(
    index,
    index === undefined ? null : `${index}:${limit}`,
    (engine) => engine.unreadable(index ?? 0, 0, limit),
  )

  if (!column) return null
  const shown = cells?.length ?? 0
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={`Unreadable cells of ${column.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="unreadable__lead">
        {formatCount(column.unreadable)} {column.unreadable === 1 ? 'cell' : 'cells'} could not be read as{' '}
        {column.format.label}. They count as missing; exports carry them as they are in the file.
      </p>
      {error && <p role="alert">{error.message}</p>}
      <div className="unreadable__scroll" tabIndex={0} role="region" aria-label="Unreadable cells">
        <table className="columns__table">
          <thead>
            <tr>
              <th scope="col" className="number">
                Row
              </th>
              <th scope="col" className="number">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {cells?.map((cell) => (
              <tr key={cell.row}>
                <td className="number">{formatCount(cell.row + 1)}</td>
                <td className="number">{formatCount(cell.line)}</td>
                <td>{cell.column}</td>
                <td className="unreadable__text">{cell.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown === limit && shown < column.unreadable && (
        <Button mt="sm" onClick={() => setLimit(limit + PAGE)}>
          Show more
        </Button>
      )}
    </Modal>
  )
}
