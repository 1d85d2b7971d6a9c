import { useId } from 'react'
import type { ErrorReport } from '../../../analysis/errors.ts'
import type { Level } from '../../../analysis/pairs/levels.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { addFilter } from '../../../state/selection.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCount, formatRows, valueText } from '../../plots/format.ts'
import {
  LEVEL_COLOURS,
  levelColour,
  MISSING_COLOUR,
  OTHER_COLOUR,
  SCALE_GRADIENT,
} from '../../plots/palette.ts'
import { levelPredicate } from './level-predicate.ts'
import { levelText } from './pair-text.ts'

interface ColourLegendProps {
  readonly column: ColumnSummary
  /** Null while they are worked out. */
  readonly colours: AnswerOf<'pairColours'> | null
  readonly error: ErrorReport | null
}

/** What the colours of the cells mean. */
export function ColourLegend({ column, colours, error }: ColourLegendProps) {
  const id = useId()
  return (
    <section className="pair-figures" aria-labelledby={id}>
      <h4 id={id}>Colour: {column.name}</h4>
      {error && <p className="pair-note">{error.message}</p>}
      {!colours && !error && <p className="pair-note">Working it out …</p>}
      {colours?.kind === 'levels' && <LevelKeys column={column} colours={colours} />}
      {colours?.kind === 'mean' && <ScaleKey column={column} colours={colours} />}
    </section>
  )
}

function LevelKeys({
  column,
  colours,
}: {
  readonly column: ColumnSummary
  readonly colours: Extract<AnswerOf<'pairColours'>, { kind: 'levels' }>
}) {
  const { levels, counts } = colours
  return (
    <>
      <ul className="pair-keys">
        {levels.map((level, i) => {
          const text = levelText(column, level)
          return (
            <li key={text}>
              <span className="pair-swatch" style={{ background: colourOf(level, i) }} aria-hidden="true" />
              <button
                type="button"
                className="text-button"
                title={`Select the rows with ${column.name} ${text}`}
                onClick={() => addFilter(levelPredicate(column, level, levels))}
              >
                {text}
              </button>
              <span className="pair-key-count">{formatCount(counts[i]!)}</span>
            </li>
          )
        })}
      </ul>
      <p className="pair-note">
        A cell has the colour of its most frequent value; the larger its share, the stronger.
      </p>
    </>
  )
}

function ScaleKey({
  column,
  colours,
}: {
  readonly column: ColumnSummary
  readonly colours: Extract<AnswerOf<'pairColours'>, { kind: 'mean' }>
}) {
  const { low, high, missing } = colours
  if (Number.isNaN(low))
    return <p className="pair-note">No row that is drawn has a value of {column.name}.</p>
  return (
    <>
      <div className="pair-scale" style={{ background: SCALE_GRADIENT }} aria-hidden="true" />
      <div className="pair-scale-ends">
        <span>{`≤ ${valueText(column, low)}`}</span>
        <span>{`≥ ${valueText(column, high)}`}</span>
      </div>
      <p className="pair-note">
        A cell has the colour of its mean {column.name}
        {missing > 0 ? `; ${formatRows(missing)} drawn without a value` : ''}. The scale ends at the 2nd and
        the 98th percentile of the cells.
      </p>
    </>
  )
}

function colourOf(level: Level, i: number): string {
  if (level.kind === 'missing') return MISSING_COLOUR
  return level.kind === 'other' || i >= LEVEL_COLOURS ? OTHER_COLOUR : levelColour(i)
}
