import { useId, useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { BrushRect, Range } from '../../plots/brush-rect.ts'
import { parseValue } from '../../controls/parse-value.ts'
import { valueText } from '../../plots/format.ts'

interface RangeFormProps {
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly brushed: BrushRect | null
  readonly onSelect: (rect: BrushRect | null) => void
}

const EMPTY = ['', '', '', ''] as const
type Texts = readonly [xFrom: string, xTo: string, yFrom: string, yTo: string]

/** Selects a rectangle by its ends: what the pointer does in the plot, for the keyboard and for exact values. */
export function RangeForm({ x, y, brushed, onSelect }: RangeFormProps) {
  const id = useId()
  // A draft belongs to the selection that it was begun on.
  const [draft, setDraft] = useState<{ readonly texts: Texts; readonly on: BrushRect | null } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const texts = draft?.on === brushed ? draft.texts : textsOf(brushed, x, y)
  const set = (at: number, text: string) => {
    const next = texts.map((old, i) => (i === at ? text : old))
    setProblem(null)
    setDraft({ texts: [next[0] ?? '', next[1] ?? '', next[2] ?? '', next[3] ?? ''], on: brushed })
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const across = readRange(texts[0], texts[1], x)
    const up = readRange(texts[2], texts[3], y)
    const wrong = [across, up].find((read) => typeof read === 'string')
    if (typeof across === 'string' || typeof up === 'string') {
      setProblem(typeof wrong === 'string' ? wrong : null)
      return
    }
    setProblem(null)
    setDraft(null)
    onSelect(across || up ? { x: across, y: up } : null)
  }
  const field = (at: 0 | 1 | 2 | 3, column: ColumnSummary, end: 'from' | 'to') => (
    <TextInput
      size="xs"
      aria-label={`${column.name} ${end}`}
      placeholder={end === 'from' ? 'lowest' : 'highest'}
      value={texts[at]}
      onChange={(event) => set(at, event.currentTarget.value)}
    />
  )
  return (
    <form className="pair-figures pair-range" aria-labelledby={id} onSubmit={submit}>
      <h4 id={id}>Select by values</h4>
      <fieldset data-wide={x.type === 'datetime' || undefined}>
        <legend>{x.name}</legend>
        {field(0, x, 'from')}
        <span aria-hidden="true">–</span>
        {field(1, x, 'to')}
      </fieldset>
      <fieldset data-wide={y.type === 'datetime' || undefined}>
        <legend>{y.name}</legend>
        {field(2, y, 'from')}
        <span aria-hidden="true">–</span>
        {field(3, y, 'to')}
      </fieldset>
      {problem && (
        <p className="pair-note" role="alert">
          {problem}
        </p>
      )}
      <div className="pair-range-buttons">
        <Button type="submit" size="compact-xs">
          Select rows
        </Button>
        {brushed && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onSelect(null)}>
            Clear
          </Button>
        )}
      </div>
    </form>
  )
}

function textsOf(rect: BrushRect | null, x: ColumnSummary, y: ColumnSummary): Texts {
  if (!rect) return EMPTY
  const end = (value: number | undefined, column: ColumnSummary) =>
    value === undefined || !Number.isFinite(value)
      ? ''
      : column.type === 'datetime'
        ? valueText(column, value)
        : String(Number(value.toPrecision(12)))
  return [end(rect.x?.[0], x), end(rect.x?.[1], x), end(rect.y?.[0], y), end(rect.y?.[1], y)]
}

/** Null: no restriction. A string: what is wrong. */
function readRange(from: string, to: string, column: ColumnSummary): Range | null | string {
  if (from.trim() === '' && to.trim() === '') return null
  const low = from.trim() === '' ? -Infinity : parseValue(from, column.type)
  const high = to.trim() === '' ? Infinity : parseValue(to, column.type)
  const example = column.type === 'datetime' ? 'a date such as 2024-03-05 14:30' : 'a number such as 1200.5'
  if (Number.isNaN(low)) return `“${from}” was not understood; type ${example}.`
  if (Number.isNaN(high)) return `“${to}” was not understood; type ${example}.`
  return low <= high ? [low, high] : `${column.name}: the first value is above the second.`
}
