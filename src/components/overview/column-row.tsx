import { memo } from 'react'
import type { FeatureChoice } from '../../analysis/features/choose-features.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { setColumn } from '../../state/actions.ts'
import { formatShare } from '../controls/amounts.ts'
import { formatCount } from '../plots/format.ts'
import { ROLES, TYPES } from './column-options.ts'

interface ColumnRowProps {
  readonly column: ColumnSummary
  readonly choice: FeatureChoice | undefined
  readonly rowCount: number
  /** Asks for the list of the column's unreadable cells. */
  readonly onList: (column: number) => void
}

/** One column. Native selects: a file may have hundreds of columns. */
export const ColumnRow = memo(function ColumnRow({ column, choice, rowCount, onList }: ColumnRowProps) {
  const { index, name, type, role, roleReason, format, example, missing, unreadable, distinct } = column
  return (
    <tr>
      <th scope="row" className="columns__name" title={name}>
        {name}
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
        {format.label}
        {format.ambiguity !== undefined && <span className="columns__ambiguity">{format.ambiguity}</span>}
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
