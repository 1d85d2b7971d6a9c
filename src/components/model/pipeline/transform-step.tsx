import type { Preprocessing } from '../../../analysis/preprocess/preprocessing.ts'
import type { Transform } from '../../../analysis/outliers/transform.ts'
import { editPreprocessing } from '../../../state/preprocess.ts'
import { formatFixed } from '../../plots/format.ts'
import { ChoiceField } from './choice-field.tsx'
import { TRANSFORM_NAMES } from './step-words.ts'
import type { ColumnAdvice } from './use-transform-advice.ts'

interface TransformStepProps {
  readonly next: Preprocessing
  readonly advice: readonly ColumnAdvice[]
}

/** A logarithm per column of numbers, with how skewed each is. */
export function TransformStep({ next, advice }: TransformStepProps) {
  if (advice.length === 0) return <p className="step__help">No column of numbers is among the features.</p>
  const set = (name: string, transform: Transform) => {
    const others = Object.entries(next.transforms).filter(([other]) => other !== name)
    const chosen = transform === 'none' ? [] : [[name, transform] as const]
    editPreprocessing({ transforms: Object.fromEntries([...others, ...chosen]) })
  }
  return (
    <div className="step__fields">
      {advice.map(({ name, skewness, options }) => {
        const value = next.transforms[name] ?? 'none'
        const after = options.find(({ transform }) => transform === value)?.skewness ?? null
        return (
          <div key={name} className="step__column">
            <ChoiceField
              label={name}
              value={value}
              options={[
                { value: 'none', label: TRANSFORM_NAMES.none },
                ...options.map(({ transform }) => ({ value: transform, label: TRANSFORM_NAMES[transform] })),
              ]}
              onChange={(transform) => set(name, transform)}
            />
            <p className="step__help">
              {skewness === null
                ? 'Every value is the same.'
                : `Skewness ${formatFixed(skewness, 1)}${value === 'none' || after === null ? '' : `, now ${formatFixed(after, 1)}`}`}
            </p>
          </div>
        )
      })}
    </div>
  )
}

interface TransformAdviceLineProps {
  readonly next: Preprocessing
  readonly advice: readonly ColumnAdvice[]
}

/** Names the skewed columns, and applies what is suggested for them with one click. */
export function TransformAdviceLine({ next, advice }: TransformAdviceLineProps) {
  const open = advice.filter(
    ({ name, suggested }) => suggested !== null && (next.transforms[name] ?? 'none') === 'none',
  )
  if (open.length === 0) return null
  const words = open
    .slice(0, 3)
    .map(
      ({ name, skewness, suggested }) =>
        `${name} (skewness ${formatFixed(skewness ?? 0, 1)}): ${TRANSFORM_NAMES[suggested ?? 'none']}`,
    )
  const more = open.length > 3 ? `, and ${open.length - 3} more` : ''
  const apply = () =>
    editPreprocessing({
      transforms: {
        ...next.transforms,
        ...Object.fromEntries(open.map(({ name, suggested }) => [name, suggested ?? 'none'])),
      },
    })
  return (
    <p className="step__suggestion">
      {open.length === 1 ? 'A skewed column. Suggested: ' : 'Skewed columns. Suggested: '}
      {words.join(', ')}
      {more}.{' '}
      <button type="button" className="text-button" onClick={apply}>
        Use the suggestion
      </button>
    </p>
  )
}
