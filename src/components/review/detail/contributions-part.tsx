import { useMemo } from 'react'
import type { Contributions } from '../../../analysis/evidence/contributions.ts'
import { useEvidence } from '../../../state/use-evidence.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatFixed, formatNumber } from '../../plots/format.ts'
import { methodWords } from './method-words.ts'
import { Waiting } from './section.tsx'

const MOST_BARS = 10

/** How much each column had to do with the score: steps from a base to the row's figure where they add up to it. */
export default function ContributionsPart({
  row,
  ranking,
}: {
  /** Null while the selection moves. */
  readonly row: number | null
  readonly ranking: Ranking
}) {
  const { data, loading, error } = useEvidence('contributions', ranking, row === null ? null : { row })
  return (
    <Waiting busy={loading || row === null} error={error?.message ?? null} lines={6}>
      {data && <Steps contributions={data} />}
    </Waiting>
  )
}

interface Step {
  readonly name: string
  readonly from: number
  readonly to: number
  /** What the column adds; null for the first and the last line. */
  readonly part: number | null
}

function Steps({ contributions }: { readonly contributions: Contributions }) {
  const { sum, score } = contributions
  const steps = useMemo(() => stepsOf(contributions), [contributions])
  const ends = steps.flatMap(({ from, to }) => [from, to])
  const low = Math.min(...ends)
  const span = Math.max(...ends) - low || 1
  // To the right is always more unusual.
  const place = (value: number) => (100 * (sum?.sign === -1 ? low + span - value : value - low)) / span
  return (
    <>
      <table className="detail-steps" aria-label="Contributions">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Part</th>
            <th scope="col">Picture</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ name, from, to, part }) => {
            const [a, b] = [place(from), place(to)]
            const raises = part !== null && (sum?.sign ?? 1) * part > 0
            return (
              <tr key={name} data-total={part === null || undefined}>
                <th scope="row" title={name}>
                  {name}
                </th>
                <td>{part === null ? figure(to) : signed(part)}</td>
                <td aria-hidden="true">
                  <span className="detail-steps__bar">
                    <i
                      data-raises={raises || undefined}
                      style={
                        part === null
                          ? { left: `calc(${b}% - 1px)`, width: '2px' }
                          : { left: `${Math.min(a, b)}%`, width: `max(1px, ${Math.abs(b - a)}%)` }
                      }
                    />
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="detail-note">{methodWords(contributions, figure(score))}</p>
    </>
  )
}

/** The strongest columns either way, the rest together, and the ends where they add up. */
function stepsOf({ parts, sum }: Contributions): Step[] {
  const told = parts.filter(({ part }) => part !== 0)
  const shown =
    told.length <= MOST_BARS
      ? told
      : [...told].sort((a, b) => Math.abs(b.part) - Math.abs(a.part)).slice(0, MOST_BARS - 1)
  const rest = told.filter((one) => !shown.includes(one))
  const steps: Step[] = []
  let at = sum?.base ?? 0
  if (sum !== null) steps.push({ name: 'Base', from: at, to: at, part: null })
  const add = (name: string, part: number) => {
    steps.push({ name, from: sum === null ? 0 : at, to: (sum === null ? 0 : at) + part, part })
    at += part
  }
  for (const { name, part } of told.filter((one) => shown.includes(one))) add(name, part)
  if (rest.length > 0) {
    const name = `${formatCount(rest.length)} other columns`
    add(
      name,
      rest.reduce((total, { part }) => total + part, 0),
    )
  }
  if (sum !== null) steps.push({ name: 'This row', from: sum.total, to: sum.total, part: null })
  return steps
}

function figure(value: number): string {
  return Math.abs(value) >= 1000 ? formatCount(Math.round(value)) : formatFixed(value, 2)
}

function signed(part: number): string {
  const size = Math.abs(part)
  const text =
    size >= 1000 ? formatCount(Math.round(size)) : size < 0.01 ? formatNumber(size, 2) : formatFixed(size, 2)
  return `${part < 0 ? '−' : '+'}${text}`
}
