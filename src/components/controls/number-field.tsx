import {
  useEffect,
  useId,
  useRef,
  useState,
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import './number-field.css'

const PAUSE_MS = 400

interface NumberFieldProps {
  /** Accessible name, and what is written above the field unless `hideLabel`. */
  readonly label: string
  /** Written above the field instead of the whole name where room is short. */
  readonly shortLabel?: string
  readonly hideLabel?: boolean
  /** As text, because the field decides how many digits are shown; the empty string for none. */
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
 * A number to type or to step: a native number input, so that it is a spinbutton everywhere. What
 * is being typed stays a draft until it is committed; Escape takes the draft back.
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
  const [begun, setBegun] = useState<{ text: string; on: string } | null>(null)
  const draft = begun?.on === value ? begun.text : null
  const input = useRef<HTMLInputElement>(null)

  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])

  const commit = (typed: string | null) => {
    clearTimeout(pause.current)
    setBegun(null)
    if (typed === null || typed === value) return
    const number = Number(typed)
    if (typed.trim() === '' || Number.isNaN(number)) return
    onCommit(Math.min(max ?? Infinity, Math.max(min ?? -Infinity, number)))
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const { nativeEvent } = event
    const typed = nativeEvent instanceof InputEvent && nativeEvent.inputType !== ''
    // Stepping by arrow key or by the field's buttons is not typing: it takes effect at once.
    if (typed) {
      const text = event.target.value
      setBegun({ text, on: value })
      clearTimeout(pause.current)
      if (live && text !== '') pause.current = setTimeout(() => commit(text), PAUSE_MS)
    } else commit(event.target.value)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit(draft)
    if (event.key === 'Escape') setBegun(null)
  }

  return (
    <div className="number-field" style={width === undefined ? undefined : { width }} title={title}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'number-field__label'}>
        {shortLabel ? <span aria-hidden="true">{shortLabel}</span> : label}
      </label>
      <span className="number-field__box" data-disabled={disabled || undefined}>
        <input
          id={id}
          ref={input}
          type="number"
          aria-label={label}
          className="number-field__input"
          value={draft ?? value}
          min={min}
          max={max}
          step={step ?? 'any'}
          disabled={disabled}
          onChange={onChange}
          onKeyDown={onKeyDown}
          onBlur={() => commit(draft)}
          onFocus={() => input.current?.select()}
        />
        {suffix !== undefined && <span className="number-field__suffix">{suffix}</span>}
      </span>
    </div>
  )
}
