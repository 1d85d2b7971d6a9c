import { memo } from 'react'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { FeatureChoice } from '../../analysis/features/choose-features.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { inferColumns, setColumn } from '../../state/actions/columns.ts'
import { formatShare } from '../controls/amounts.ts'
import { formatCount } from '../plots/format.ts'
import { ROLES, TYPES } from './column-options.ts'
import { FormatPicker } from './format-picker.tsx'

interface ColumnRowProps {
  readonly column: ColumnSummary
  readonly choice: FeatureChoice | undefined
  readonly rowCount: number
  /** Whether the user set something for this column. */
  readonly isChosen: boolean
  /** Where the row stands in a table that draws only some; null in one that draws all. */
  readonly position: number | null
  readonly measure: ((row: HTMLTableRowElement | null) => void) | null
  /** Asks for the list of the column's unreadable cells. */
  readonly onList: (column: number) => void
}

/** One column. Native selects: a file may have hundreds of columns. */
export const ColumnRow = memo(function ColumnRow({
  column,
  choice,
  rowCount,
  isChosen,
  position,
  measure,
  onList,
}: ColumnRowProps) {
  const { index, name, type, role, roleReason, example, missing, unreadable, distinct } = column
  return (
    <tr
      ref={measure}
      data-index={position ?? undefined}
      aria-rowindex={position === null ? undefined : position + 2}
    >
      <th scope="row" className="columns__name">
        <div className="columns__name-line">
          <span className="columns__name-text" title={name}>
            {name}
          </span>
          {isChosen && (
            <button
              type="button"
              className="columns__reset"
              aria-label={`Infer ${name} again`}
              title="Type, format or role was set by you: infer them again"
              onClick={() => void inferColumns(name)}
            >
              <IconArrowBackUp size={14} stroke={1.8} aria-hidden="true" />
            </button>
          )}
        </div>
      </th>
      <td>
        <select
          className="cell-select"
          style={{ minWidth: 116 }}
          aria-label={`Type of ${name}`}
          value={type}
          onChange={(event) => {
            const found = TYPES.find(({ value }) => value === event.target.value)
            if (found) void setColumn(name, { type: found.value })
          }}
        >
          {TYPES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          className="cell-select"
          aria-label={`Role of ${name}`}
          title={roleReason}
          value={role}
          onChange={(event) => {
            const found = ROLES.find(({ value }) => value === event.target.value)
            if (found) void setColumn(name, { role: found.value })
          }}
        >
          {ROLES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </td>
      <td className="columns__format">
        <FormatPicker column={column} />
      </td>
      <td className="columns__example" title={example}>
        {example}
      </td>
      <td className="number" title={rowCount > 0 ? formatShare(missing / rowCount) : undefined}>
        {missing === 0 ? <span className="zero">0</span> : formatCount(missing)}
      </td>
      <td className="number">
        {unreadable === 0 ? (
          <span className="zero">0</span>
        ) : (
          <button
            type="button"
            className="text-button"
            aria-label={`List ${formatCount(unreadable)} unreadable cells of ${name}`}
            onClick={() => onList(index)}
          >
            {formatCount(unreadable)}
          </button>
        )}
      </td>
      <td className="number columns__distinct">
        {column.distinctIsLowerBound ? '≥ ' : ''}
        {formatCount(distinct)}
      </td>
      <td className="columns__use">
        {choice?.used === true ? (
          <>
            <b>Used</b> {choice.encoding}
          </>
        ) : (
          <span className="columns__reason">{choice?.reason ?? roleReason}</span>
        )}
      </td>
    </tr>
  )
})
