import { useId, useState, type KeyboardEvent } from 'react'
import { formatCount, formatNumber, formatPercent, formatRows } from '../../plots/format.ts'
import { pickLevels } from '../category/level-selection.ts'
import { formatShort } from './series.ts'

/** One bar: what it shows, and what is said of it. */
export interface MiniValues {
  readonly rows: number
  readonly flagged: number
  readonly selected: number | null
  /** In the measure; NaN: nothing to draw. */
  readonly height: number
  readonly selectedHeight: number | null
  readonly flaggedHeight: number
  readonly amount: { readonly measure: 'sum' | 'mean'; readonly value: number } | null
}

interface MiniBarsProps {
  readonly title: string
  readonly labels: readonly string[]
  readonly short: readonly string[]
  readonly values: readonly MiniValues[]
  readonly amountName: string
  readonly selected: ReadonlySet<number>
  readonly onSelect: (parts: ReadonlySet<number>) => void
}

/** A few bars with their names below: a click selects one, Shift extends, Ctrl or Space adds. */
export function MiniBars({ title, labels, short, values, amountName, selected, onSelect }: MiniBarsProps) {
  const id = useId()
  const [active, setActive] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const [looked, setLooked] = useState<number | null>(null)
  let max = 0
  let min = 0
  for (const { height } of values) {
    max = Math.max(max, Number.isNaN(height) ? 0 : height)
    min = Math.min(min, Number.isNaN(height) ? 0 : height)
  }
  const span = max - min || 1
  const bar = (value: number) => ({
    bottom: `${(100 * (Math.min(0, value) - min)) / span}%`,
    height: `${(100 * Math.abs(value)) / span}%`,
  })
  const pick = (part: number, how: 'only' | 'toggle' | 'extend') => {
    setActive(part)
    if (how !== 'extend') setAnchor(part)
    onSelect(pickLevels(selected, (k) => k, anchor, part, how))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: active - 1,
      ArrowRight: active + 1,
      Home: 0,
      End: labels.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      const part = Math.max(0, Math.min(labels.length - 1, to))
      setLooked(part)
      if (event.shiftKey) pick(part, 'extend')
      else {
        setActive(part)
        setAnchor(part)
      }
    } else if (event.key === ' ') pick(active, 'toggle')
    else if (event.key === 'Enter') pick(active, 'only')
    else if (event.key === 'Escape' && selected.size > 0) onSelect(new Set())
    else return
    event.preventDefault()
  }
  const every = labels.length > 14 ? Math.ceil(labels.length / 8) : 1
  const facts = (part: number) => describe(labels[part] ?? '', values[part], amountName)
  return (
    <div className="mini">
      <p className="mini__title">
        <strong>{title}</strong>{' '}
        <span aria-hidden="true">{looked === null ? `up to ${formatShort(max)}` : facts(looked)}</span>
      </p>
      <div
        className="mini__bars"
        role="listbox"
        aria-label={title}
        aria-multiselectable="true"
        aria-orientation="horizontal"
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setLooked(null)}
        onBlur={() => setLooked(null)}
      >
        {values.map((value, part) => (
          <div
            key={labels[part]}
            id={`${id}-${part}`}
            role="option"
            aria-label={facts(part)}
            aria-selected={selected.has(part)}
            className="mini__bar"
            data-active={part === active || undefined}
            data-faded={(selected.size > 0 && !selected.has(part)) || undefined}
            onClick={(event) =>
              pick(part, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
            }
            onPointerEnter={() => setLooked(part)}
          >
            <span className="mini__room">
              {!Number.isNaN(value.height) && (
                <span
                  className="mini__all"
                  data-behind={value.selectedHeight !== null || undefined}
                  style={bar(value.height)}
                />
              )}
              {value.selectedHeight !== null && !Number.isNaN(value.selectedHeight) && (
                <span className="mini__all" style={bar(value.selectedHeight)} />
              )}
              {value.flaggedHeight !== 0 && (
                <span className="mini__flagged" style={bar(value.flaggedHeight)} />
              )}
            </span>
            <span className="mini__label">{part % every === 0 ? short[part] : ''}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

function describe(label: string, values: MiniValues | undefined, amountName: string): string {
  if (!values) return label
  const { rows, flagged, selected, amount } = values
  const parts = [`${label}: ${formatRows(rows)}`]
  if (selected !== null) parts.push(`${formatCount(selected)} selected`)
  parts.push(
    `${formatCount(flagged)} flagged${rows > 0 && flagged > 0 ? ` (${formatPercent(flagged / rows)})` : ''}`,
  )
  if (amount)
    parts.push(
      `${amount.measure} of ${amountName} ${Number.isNaN(amount.value) ? '–' : formatNumber(amount.value, 8)}`,
    )
  return parts.join(', ')
}
