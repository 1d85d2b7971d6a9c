import { useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { FeatureChoice } from '../../analysis/features/choose-features.ts'
import type { ColumnChoice } from '../../analysis/settings.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { ColumnRow } from './column-row.tsx'

interface ColumnsTableProps {
  readonly columns: readonly ColumnSummary[]
  readonly choices: ReadonlyMap<number, FeatureChoice>
  /** What the user set, by column name. */
  readonly chosen: Readonly<Record<string, ColumnChoice>>
  readonly rowCount: number
  /** Asks for the list of a column's unreadable cells. */
  readonly onList: (column: number) => void
}

/** More rows than this scroll in a frame of their own, and only those in sight exist. */
const ALL_DRAWN = 60
const ROW_HEIGHT = 37

export function ColumnsTable({ columns, choices, chosen, rowCount, onList }: ColumnsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const long = columns.length > ALL_DRAWN
  const virtualizer = useVirtualizer({
    count: columns.length,
    enabled: long,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (position) => columns[position]?.index ?? position,
    overscan: 8,
  })
  const drawn = long ? virtualizer.getVirtualItems() : columns.map((_, index) => ({ index }))
  const [first] = virtualizer.getVirtualItems()
  const above = long ? (first?.start ?? 0) : 0
  const below = long ? virtualizer.getTotalSize() - (virtualizer.getVirtualItems().at(-1)?.end ?? 0) : 0

  return (
    <div
      ref={scroller}
      className={long ? 'columns__scroll columns__scroll--long' : 'columns__scroll'}
      tabIndex={0}
      role="region"
      aria-label="Columns table"
    >
      <table
        className="columns__table"
        aria-labelledby="columns-heading"
        aria-rowcount={long ? columns.length + 1 : undefined}
      >
        {long && <Widths />}
        <thead>
          <tr aria-rowindex={long ? 1 : undefined}>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Role</th>
            <th scope="col">Read as</th>
            <th scope="col">Example</th>
            <th scope="col" className="number">
              Missing
            </th>
            <th scope="col" className="number">
              Unreadable
            </th>
            <th scope="col" className="number columns__distinct">
              Distinct
            </th>
            <th scope="col">Used by the detector</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} />}
          {drawn.map(({ index }) => {
            const column = columns[index]
            return (
              column && (
                <ColumnRow
                  key={column.index}
                  position={long ? index : null}
                  measure={long ? virtualizer.measureElement : null}
                  column={column}
                  choice={choices.get(column.index)}
                  isChosen={column.name in chosen}
                  rowCount={rowCount}
                  onList={onList}
                />
              )
            )
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  )
}

/** Set, because the widest cell of all is not known. */
function Widths() {
  return (
    <colgroup>
      {['16%', 144, 112, '17%', '11%', 76, 98, 78].map((width, index) => (
        <col key={index} style={{ width }} className={index === 7 ? 'columns__distinct' : undefined} />
      ))}
      <col />
    </colgroup>
  )
}

/** Stands for rows out of sight. */
function Gap({ height }: { readonly height: number }) {
  return (
    <tr className="columns__gap" aria-hidden="true">
      <td colSpan={9} style={{ height }} />
    </tr>
  )
}
