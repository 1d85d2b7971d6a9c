import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useApp } from '../../../state/store.ts'
import { editReasons } from './desk-store.ts'

interface ReasonSelectProps {
  readonly value: string | null
  readonly onChange: (reason: string | null) => void
  readonly label?: string
}

/** The reason of a decision, out of the reviewer's own list. */
export function ReasonSelect({ value, onChange, label = 'Reason' }: ReasonSelectProps) {
  const codes = useApp((state) => state.review.reasonCodes)
  // A decision keeps its reason when that is taken off the list.
  const listed = value === null || codes.includes(value) ? codes : [...codes, value]
  return (
    <div className="decision-reason">
      <NativeSelect
        aria-label={label}
        value={value ?? ''}
        data={[{ value: '', label: 'No reason' }, ...listed.map((code) => ({ value: code, label: code }))]}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
      <ActionIcon
        size={26}
        aria-label="Edit the list of reasons"
        title="Edit the list of reasons"
        onClick={editReasons}
      >
        <IconPencil size={15} stroke={1.7} />
      </ActionIcon>
    </div>
  )
}
