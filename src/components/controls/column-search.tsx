import { IconSearch } from '@tabler/icons-react'
import './controls.css'

interface ColumnSearchProps {
  readonly label: string
  readonly value: string
  readonly onChange: (query: string) => void
}

/** Narrows a list of columns by their names. */
export function ColumnSearch({ label, value, onChange }: ColumnSearchProps) {
  return (
    <div className="column-search">
      <IconSearch size={14} stroke={1.8} aria-hidden="true" />
      <input
        type="search"
        aria-label={label}
        placeholder="Search columns"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
