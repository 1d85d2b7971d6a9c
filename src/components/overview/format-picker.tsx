import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { setColumn } from '../../state/actions/columns.ts'
import { useApp } from '../../state/store.ts'

/** How a column's cells were read, in words; where they could be read otherwise, a choice. */
export function FormatPicker({ column }: { readonly column: ColumnSummary }) {
  const { name, type, format } = column
  const offered = useApp((state) => state.formats?.[type])
  const words = (
    <>
      {format.label}
      {format.ambiguity !== undefined && <span className="columns__ambiguity">{format.ambiguity}</span>}
    </>
  )
  // Whether words say yes and no is no question of how they are read.
  if (!offered || offered.length < 2 || type === 'category') return words
  const known = offered.some(({ code }) => code === format.code)
  return (
    // The words may need two lines, which a select cannot have: it lies over them, unseen.
    <div className="format-picker">
      <div aria-hidden="true">{words}</div>
      <select
        aria-label={`Format of ${name}`}
        title={format.ambiguity ?? format.label}
        value={format.code}
        onChange={(event) => void setColumn(name, { type, format: event.target.value })}
      >
        {!known && <option value={format.code}>{format.label}</option>}
        {offered.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
