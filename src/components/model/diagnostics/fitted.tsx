import type { Diagnostic } from '../../../analysis/detectors/detector.ts'
import { detectorGroups } from '../../../state/detector-choices.ts'
import { useApp } from '../../../state/store.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatFixed } from '../../plots/format.ts'
import { DetectorCard, Fact } from './detector-card.tsx'
import { DiagnosticCurve } from './diagnostic-curve.tsx'
import { DiagnosticFigures } from './diagnostic-figures.tsx'
import { ParameterValues } from './parameter-values.tsx'
import './fitted.css'

/** So many columns are named at once. */
const AT_ONCE = 8

/** What came of the fit that the rows are ranked by: the detector, the run, and what can be seen of the model. */
export function Fitted() {
  const ranking = useApp((state) => state.ranking)
  const catalog = useApp((state) => state.catalog)
  const working = useApp((state) => state.work?.kind === 'detecting')
  if (!ranking)
    return (
      <p className="fitted__none" role="status">
        {working
          ? 'The detector is running. What it learnt is shown here when it has finished.'
          : 'No detector has run on this file yet. Press Run again, and what it learnt is shown here.'}
      </p>
    )
  const entry = catalog.find(({ info }) => info.id === ranking.detector)
  if (!entry) return null
  const { info } = entry
  const rows = ranking.scores.length
  const heading =
    detectorGroups(catalog, rows).find(({ family }) => family === info.family)?.heading ?? info.family
  const { diagnostics } = ranking
  return (
    <div className="fitted">
      <DetectorCard info={info} heading={heading} rows={rows} />
      <RunFacts ranking={ranking} seeded={info.seeded} />
      {diagnostics.length === 0 && (
        <p className="fitted__caption">
          There is no curve or figure to show of this model: it is described by its parameters and its scores.
        </p>
      )}
      {runsOf(diagnostics).map((run) => (
        <div key={run[0]!.title} className="fitted__run">
          {run.map((diagnostic, i) =>
            diagnostic.kind === 'curve' ? (
              <DiagnosticCurve
                key={diagnostic.title}
                curve={diagnostic}
                hasCaption={diagnostic.caption !== run[i + 1]?.caption}
              />
            ) : (
              <DiagnosticFigures key={diagnostic.title} figures={diagnostic} />
            ),
          )}
        </div>
      ))}
      <ParameterValues params={info.params} values={ranking.params} />
    </div>
  )
}

function RunFacts({ ranking, seeded }: { readonly ranking: Ranking; readonly seeded: boolean }) {
  const { features, notes, seed, scores, timingsMs } = ranking
  const { fittedRows } = ranking.prepared
  const used = features.filter((feature) => feature.used).map(({ name }) => name)
  return (
    <section className="fitted__figures" aria-label="This run">
      <h4 className="fitted__heading">This run</h4>
      <dl className="fitted__facts">
        <Fact name="Rows">
          {fittedRows === scores.length
            ? `fitted and scored: all ${formatCount(scores.length)}`
            : `fitted on ${formatCount(fittedRows)}, scored: all ${formatCount(scores.length)}`}
        </Fact>
        <Fact name="Columns">
          {formatCount(used.length)} of {formatCount(features.length)}
          {used.length > AT_ONCE ? (
            <details className="fitted__columns">
              <summary>
                {used.slice(0, 3).join(', ')} and {formatCount(used.length - 3)} more
              </summary>
              {used.slice(3).join(', ')}
            </details>
          ) : (
            `: ${used.join(', ')}`
          )}
        </Fact>
        <Fact name="Seed">
          {seeded
            ? `${seed}. The same seed gives the same scores to the bit.`
            : 'None: this detector uses no chance.'}
        </Fact>
        <Fact name="Time">
          {`${seconds(timingsMs.fit)} to fit, ${seconds(timingsMs.score)} to score, ${seconds(timingsMs.features + timingsMs.rank)} for the rest`}
        </Fact>
        {notes.length > 0 && (
          <Fact name="Notes">
            {notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  )
}

/** In their order; those of one kind that follow each other stand side by side. */
function runsOf(diagnostics: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const runs: Diagnostic[][] = []
  for (const diagnostic of diagnostics) {
    const last = runs.at(-1)
    if (last?.[0]?.kind === diagnostic.kind) last.push(diagnostic)
    else runs.push([diagnostic])
  }
  return runs
}

function seconds(ms: number): string {
  return ms < 1000 ? `${formatFixed(ms, 0)} ms` : `${formatFixed(ms / 1000, 1)} s`
}
