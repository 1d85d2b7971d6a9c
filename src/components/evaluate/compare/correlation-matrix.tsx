import { letterOf } from './comparison-table.tsx'
import { correlationText } from './compare-text.ts'

interface CorrelationMatrixProps {
  readonly names: readonly string[]
  /** Null where it is not worked out yet. */
  readonly correlations: readonly (readonly (number | null)[])[]
}

/** The darkest cell still leaves the figures readable. */
const DARKEST = 34

/** Spearman's correlation of every pair of rankings, as a table with shades. */
export function CorrelationMatrix({ names, correlations }: CorrelationMatrixProps) {
  return (
    <section className="compare__part" aria-label="How alike the orders are">
      <h3>How alike the orders are</h3>
      <p className="compare__note">{summaryOf(names, correlations)}</p>
      <div className="compare__scroll">
        <table className="compare-matrix" aria-label="Spearman’s correlation of the rankings">
          <thead>
            <tr>
              <td />
              <td />
              {names.map((name, c) => (
                <th key={name} scope="col" title={name} aria-label={name}>
                  {letterOf(c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, r) => (
              <tr key={name}>
                <td className="compare-table__letter" aria-hidden="true">
                  {letterOf(r)}
                </td>
                <th scope="row">{name}</th>
                {names.map((other, c) => {
                  const value = correlations[r]?.[c] ?? null
                  return (
                    <td key={other} style={r === c ? undefined : { background: shadeOf(value) }}>
                      {r === c ? '' : correlationText(value)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function shadeOf(value: number | null): string {
  const share = value === null || Number.isNaN(value) ? 0 : Math.max(0, value) ** 2
  return `color-mix(in srgb, var(--ink) ${Math.round(DARKEST * share)}%, transparent)`
}

/** From here on two rankings are nearly one and the same. */
const NEARLY_THE_SAME = 0.9

/** Which pair is most alike and which least, in words. */
function summaryOf(names: readonly string[], correlations: CorrelationMatrixProps['correlations']): string {
  const pairs = names.flatMap((a, r) =>
    names.slice(r + 1).flatMap((b, c) => {
      const value = correlations[r]?.[r + 1 + c] ?? null
      return value === null || Number.isNaN(value) ? [] : [{ a, b, value }]
    }),
  )
  pairs.sort((x, y) => y.value - x.value)
  const [most] = pairs
  const least = pairs.at(-1)
  if (!most || !least) return 'Spearman’s correlation of all ranks.'
  const same = pairs.filter(({ value }) => value >= NEARLY_THE_SAME)
  const first =
    same.length === 0
      ? `Most alike: ${most.a} and ${most.b} (${correlationText(most.value)}).`
      : `${same.length === 1 ? 'One pair gives' : `${same.length} pairs give`} nearly the same order, ${most.a} and ${most.b} most (${correlationText(most.value)}): their agreement counts for little more than one vote.`
  return most === least
    ? first
    : `${first} Least alike: ${least.a} and ${least.b} (${correlationText(least.value)}).`
}
