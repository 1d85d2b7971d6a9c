import {
  useEffect,
  useId,
  useRef,
  useState,
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { asTyped, numberSigns, readTyped } from './typed-number.ts'
import './number-field.css'

const PAUSE_MS = 400

interface NumberFieldProps {
  /** Accessible name, and what is written above the field unless `hideLabel`. */
  readonly label: string
  /** Written above the field instead of the whole name where room is short. */
  readonly shortLabel?: string
  readonly hideLabel?: boolean
  /** As plain text (`0.5`), because the field decides how many digits are shown; the empty string for none. */
  readonly value: string
  readonly min?: number
  readonly max?: number
  readonly step?: number | 'any'
  readonly suffix?: ReactNode
  readonly width?: number | string
  readonly disabled?: boolean
  readonly title?: string
  /** Whether a pause in typing commits too. */
  readonly live?: boolean
  /** On Enter, on leaving the field, and on every step. Out-of-range input is brought into range. */
  readonly onCommit: (value: number) => void
}

/**
 * A number to type or to step. It is read as the page's locale writes numbers: a native number input leaves
 * signs out that it does not know, so that 1,5 becomes 15. What cannot be read stays, and the field says why.
 * What is being typed is a draft until it is committed; Escape takes the draft back.
 */
export function NumberField({
  label,
  shortLabel,
  hideLabel,
  value,
  min,
  max,
  step,
  suffix,
  width,
  disabled,
  title,
  live = false,
  onCommit,
}: NumberFieldProps) {
  const id = useId()
  // Belongs to the value that it was begun on: when another control moves that, the draft is out of date.
  const [begun, setBegun] = useState<{ text: string; on: string; refused?: string } | null>(null)
  const draft = begun?.on === value ? begun.text : null
  const refused = draft === null ? undefined : begun?.refused
  const input = useRef<HTMLInputElement>(null)

  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])

  const commit = (typed: string | null) => {
    clearTimeout(pause.current)
    if (typed === null || typed.trim() === '' || typed === asTyped(value, SIGNS)) return void setBegun(null)
    const read = readTyped(typed, SIGNS)
    if ('refused' in read) return void setBegun({ text: typed, on: value, refused: read.refused })
    setBegun(null)
    give(read.number)
  }
  const give = (number: number) => onCommit(Math.min(max ?? Infinity, Math.max(min ?? -Infinity, number)))
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const text = event.target.value
    setBegun({ text, on: value })
    clearTimeout(pause.current)
    if (live && text !== '') pause.current = setTimeout(() => commit(text), PAUSE_MS)
  }
  // Stepping takes effect at once, from what is typed where that is a number.
  const stepBy = (steps: number) => {
    const read = readTyped(draft ?? asTyped(value, SIGNS), SIGNS)
    if ('refused' in read) return
    const size = typeof step === 'number' ? step : 1
    clearTimeout(pause.current)
    setBegun(null)
    give(Number((read.number + steps * size).toPrecision(12)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit(draft)
    if (event.key === 'Escape') setBegun(null)
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    stepBy(event.key === 'ArrowUp' ? 1 : -1)
  }
  const plain = Number(value)

  return (
    <div className="number-field" style={width === undefined ? undefined : { width }} title={title}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'number-field__label'}>
        {shortLabel ? <span aria-hidden="true">{shortLabel}</span> : label}
      </label>
      <span
        className="number-field__box"
        data-disabled={disabled || undefined}
        data-refused={refused !== undefined || undefined}
      >
        <input
          id={id}
          ref={input}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          role="spinbutton"
          aria-label={label}
          {...(value !== '' && Number.isFinite(plain) && { 'aria-valuenow': plain })}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-invalid={refused !== undefined || undefined}
          aria-describedby={refused === undefined ? undefined : `${id}-refused`}
          className="number-field__input"
          value={draft ?? asTyped(value, SIGNS)}
          disabled={disabled}
          onChange={onChange}
          onKeyDown={onKeyDown}
          onBlur={() => commit(draft)}
          onFocus={() => input.current?.select()}
        />
        {suffix !== undefined && <span className="number-field__suffix">{suffix}</span>}
      </span>
      {refused !== undefined && (
        <p id={`${id}-refused`} className="number-field__refused" role="alert">
          {refused}
        </p>
      )}
    </div>
  )
}

const SIGNS = numberSigns()
