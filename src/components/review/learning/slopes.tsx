import type { Move } from '../../../state/learned-moves.ts'

const WIDTH = 72
const HEIGHT = 100

/** Lines from each row's rank before to its rank now, on a scale of ratios; the table beside it says the same. */
export function Slopes({ moves }: { readonly moves: readonly Move[] }) {
  const most = Math.max(...moves.flatMap(({ before, now }) => [before, now]), 10)
  const y = (rank: number) => 4 + (Math.log(rank) / Math.log(most)) * (HEIGHT - 8)
  return (
    <svg
      className="learning-slopes"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {moves.map(({ row, before, now }) => (
        <g key={row}>
          <line x1={4} y1={y(before)} x2={WIDTH - 4} y2={y(now)} vectorEffect="non-scaling-stroke" />
        </g>
      ))}
    </svg>
  )
}
