import { useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { parseValue } from '../../controls/parse-value.ts'
import type { Interval } from './use-value-brush.ts'

interface IntervalFormProps {
  readonly column: ColumnSummary
  readonly interval: Interval | null
  readonly onSelect: (predicate: Predicate | null) => void
}

/** Selects rows by the ends of an interval of values: what brushing does, by keyboard and to the digit. */
export function IntervalForm({ column, interval, onSelect }: IntervalFormProps) {
  // A draft belongs to the selection that it was begun on.
  const [draft, setDraft] = useState<{ from: string; to: string; on: Interval | null } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { from, to } = draft?.on === interval ? draft : textsOf(interval)
  const set = (change: { from?: string; to?: string }) => {
    setProblem(null)
    setDraft({ from, to, ...change, on: interval })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const low = from.trim() === '' ? -Infinity : parseValue(from, column.type)
    const high = to.trim() === '' ? Infinity : parseValue(to, column.type)
    const unread = Number.isNaN(low) ? from : Number.isNaN(high) ? to : null
    if (unread !== null) setProblem(`“${unread}” is not a number.`)
    else if (low > high) setProblem('The first value is above the second.')
    else {
      setDraft(null)
      const all = low === -Infinity && high === Infinity
      onSelect(all ? null : { kind: 'range', column: column.index, low, high, closed: true })
    }
  }
  return (
    <form className="interval-form" aria-label={`Select rows by ${column.name}`} onSubmit={submit}>
      <span aria-hidden="true">Select from</span>
      <TextInput
        size="xs"
        aria-label={`Select ${column.name} from`}
        placeholder="lowest"
        inputMode="decimal"
        value={from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <span aria-hidden="true">to</span>
      <TextInput
        size="xs"
        aria-label={`Select ${column.name} to`}
        placeholder="highest"
        inputMode="decimal"
        value={to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <Button type="submit" size="compact-xs" variant="default">
        Select
      </Button>
      {interval && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onSelect(null)}>
          Clear
        </Button>
      )}
      {problem && (
        <span className="interval-form__problem" role="alert">
          {problem}
        </span>
      )}
    </form>
  )
}

function textsOf(interval: Interval | null): { readonly from: string; readonly to: string } {
  const text = (end: number) => (Number.isFinite(end) ? String(end) : '')
  return interval ? { from: text(interval.low), to: text(interval.high) } : { from: '', to: '' }
}
