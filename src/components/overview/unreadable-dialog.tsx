import { Button, Modal } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { ErrorReport } from '../../analysis/errors.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { getEngine } from '../../state/engine.ts'
import type { UnreadableCell } from '../../workers/engine.api.ts'
import { formatCount } from '../plots/format.ts'

const PAGE = 200

interface UnreadableDialogProps {
  readonly column: ColumnSummary | undefined
  readonly onClose: () => void
}

/** The cells of a column that could not be read as its type, page by page. */
export function UnreadableDialog({ column, onClose }: UnreadableDialogProps) {
  const [cells, setCells] = useState<readonly UnreadableCell[] | null>(null)
  const [error, setError] = useState<ErrorReport | null>(null)
  const index = column?.index

  const load = useCallback(
    async (offset: number, wanted: () => boolean) => {
      if (index === undefined) return
      const result = await getEngine().unreadable(index, offset, PAGE)
      if (!wanted()) return
      if (result.ok) setCells((former) => [...(offset === 0 ? [] : (former ?? [])), ...result.value])
      else setError(result.error)
    },
    [index],
  )
  useEffect(() => {
    let here = true
    void load(0, () => here)
    return () => {
      here = false
    }
  }, [load])

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
      {cells !== null && shown < column.unreadable && shown > 0 && shown % PAGE === 0 && (
        <Button mt="sm" onClick={() => void load(shown, () => true)}>
          Show more
        </Button>
      )}
    </Modal>
  )
}
