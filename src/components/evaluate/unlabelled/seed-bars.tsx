import { formatCount } from '../../plots/format.ts'
import { Chart } from '../../explore/column/chart.tsx'
import '../../explore/column/column.css'

interface SeedBarsProps {
  /** (seeds + 1,) flagged rows by how many seeds flag them. */
  readonly rowsBySeeds: Uint32Array
}

/** A bar per number of seeds. */
export function SeedBars({ rowsBySeeds }: SeedBarsProps) {
  const seeds = rowsBySeeds.length - 1
  const most = rowsBySeeds.reduce((a, b) => Math.max(a, b), 1)
  return (
    <Chart
      x={[0.5, seeds + 0.5]}
      y={[0, most]}
      xTitle="Seeds that flag the row"
      yTitle="Flagged rows"
      cursor={{
        count: seeds,
        over: 'bars',
        describe: (at) =>
          `${formatCount(at + 1)} of ${formatCount(seeds)} seeds: ${formatCount(rowsBySeeds[at + 1] ?? 0)} flagged rows`,
        place: (at) => ({ x: at + 1, y: rowsBySeeds[at + 1] ?? 0 }),
      }}
    >
      {({ x, y }) => (
        <g className="seed-bars">
          {Array.from({ length: seeds }, (_, i) => i + 1).map((times) => {
            const left = x(times - 0.5)
            const gap = Math.min(1, (x(times + 0.5) - left) / 6)
            const top = y(rowsBySeeds[times]!)
            return (
              <rect
                key={times}
                x={left + gap / 2}
                width={Math.max(0.5, x(times + 0.5) - left - gap)}
                y={top}
                height={Math.max(0, y(0) - top)}
              />
            )
          })}
        </g>
      )}
    </Chart>
  )
}

export function SeedTable({ rowsBySeeds }: SeedBarsProps) {
  return (
    <table className="plot-table" aria-label="Flagged rows by number of seeds data">
      <thead>
        <tr>
          <th scope="col">Seeds that flag the row</th>
          <th scope="col">Flagged</th>
        </tr>
      </thead>
      <tbody>
        {Array.from(rowsBySeeds, (rows, times) => ({ rows, times }))
          .reverse()
          .filter(({ rows }) => rows > 0)
          .map(({ rows, times }) => (
            <tr key={times}>
              <th scope="row">{formatCount(times)}</th>
              <td>{formatCount(rows)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
