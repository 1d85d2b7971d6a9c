import { useRef } from 'react'
import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { FeatureChoice } from '../../analysis/features/choose-features.ts'
import { formatNumberOf } from '../controls/amounts.ts'

interface FeaturesListProps {
  readonly choices: readonly FeatureChoice[]
  /** The one column in use, which cannot be taken away; null when there are more. */
  readonly last: string | null
  /** Names of columns that hold the answer, which never helps to find it. */
  readonly labels: ReadonlySet<string>
  readonly onToggle: (name: string, on: boolean) => void
}

const ROW_HEIGHT = 46

/** Columns to tick, each with how it is used or why it is not; only those in sight exist. */
export function FeaturesList({ choices, last, labels, onToggle }: FeaturesListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: choices.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (position) => choices[position]?.column ?? position,
    // Before it is measured, so that the first picture is not empty.
    initialRect: { width: 440, height: 420 },
    overscan: 6,
  })
  return (
    <div className="features__scroll" ref={scroller}>
      <ul className="features__list" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const choice = choices[index]
          if (!choice) return null
          const { name, used, reason, encoding, imputed } = choice
          const filled = imputed > 0 ? ` · ${formatNumberOf(imputed, 'empty cell')} filled` : ''
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={choices.length}
              className="features__item"
              style={{ transform: `translateY(${start}px)` }}
            >
              <Checkbox
                checked={used}
                // A detector needs something to look at.
                disabled={name === last || (labels.has(name) && !used)}
                onChange={(event) => onToggle(name, event.currentTarget.checked)}
                label={name}
                description={used ? `${encoding}${filled}` : reason}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
