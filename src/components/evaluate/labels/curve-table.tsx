import { figureText } from './figure-text.ts'
import { heightAt, type CurveRun } from './curve-shapes.ts'
import { formatPercent } from '../../plots/format.ts'

const LINEAR = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const SMALL = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]

interface CurveTableProps {
  readonly title: string
  readonly runs: readonly CurveRun[]
  readonly factor?: boolean
  readonly log?: boolean
  readonly xHead: string
  readonly yHead: string
}

/** The heights of the lines at some places. */
export function CurveTable({ title, runs, factor = false, log = false, xHead, yHead }: CurveTableProps) {
  return (
    <table className="plot-table" aria-label={`${title} data`}>
      <thead>
        <tr>
          <th scope="col">{xHead}</th>
          {runs.map(({ name }) => (
            <th key={name} scope="col">
              {runs.length > 1 ? name : yHead}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(log ? SMALL : LINEAR).map((share) => (
          <tr key={share}>
            <th scope="row">{formatPercent(share)}</th>
            {runs.map((run) => (
              <td key={run.name}>{figureText(factor ? 'factor' : 'share', heightAt(run, share))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
