import type { ColumnRole } from '../../analysis/settings.ts'
import type { ColumnType } from '../../analysis/table/table.ts'

export const TYPES: readonly { readonly value: ColumnType; readonly label: string }[] = [
  { value: 'number', label: 'Number' },
  { value: 'datetime', label: 'Date or time' },
  { value: 'category', label: 'Category' },
  { value: 'text', label: 'Text' },
]

export const ROLES: readonly { readonly value: ColumnRole; readonly label: string }[] = [
  { value: 'feature', label: 'Feature' },
  { value: 'amount', label: 'Amount' },
  { value: 'time', label: 'Time' },
  { value: 'entity', label: 'Entity' },
  { value: 'label', label: 'Label' },
  { value: 'id', label: 'Id' },
  { value: 'ignored', label: 'Ignored' },
]
