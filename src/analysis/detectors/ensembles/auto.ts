import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import type { Detector, DetectorParams } from '../detector.ts'
import { requireRowsAndColumns } from '../input-checks.ts'
import { sampleRows } from '../sample-rows.ts'
import { factsOf } from './auto-facts.ts'
import { MEMBERS } from './auto-members.ts'
import { deserializeAuto, serializeAuto, type AutoModel, type FittedMember } from './auto-model.ts'
import { planFor } from './auto-plan.ts'

/** Rows over which a member's scores are standardised. */
const REFERENCE_ROWS = 4096
/** Streams of the run's generator beyond the members'. */
const FACTS_STREAM = 1000
const REFERENCE_STREAM = 1001

/**
 * Looks at the table's size and kinds of columns and runs what suits it best. Several detectors are combined by the
 * mean of their standardised figures.
 */
export const auto: Detector<DetectorParams, AutoModel> = {
  info: {
    id: 'auto',
    name: 'Auto',
    family: 'ensembles',
    source: 'Standardised averages: Aggarwal & Sathe, SIGKDD Explorations 2015',
    summary: 'Looks at your table, runs the detectors that suit it best, and says which and why.',
    goodAt: 'A first ranking of any table, without a choice to make.',
    badAt:
      'Questions that you can put more exactly, such as one amount against a limit: choose that detector.',
    params: [],
    cost: 'linear',
    seeded: true,
    additive: true,
  },
  defaults: {},

  fit(x, _params, run) {
    requireRowsAndColumns(x)
    const facts = factsOf(x, run.rng.fork(FACTS_STREAM))
    const plan = planFor(facts)
    const reference = gather(
      x,
      sampleRows(x.rowCount, Math.min(REFERENCE_ROWS, x.rowCount), run.rng.fork(REFERENCE_STREAM)),
    )
    const members = plan.members.map(({ id, params }, i): FittedMember => {
      const { detector, figureOf } = MEMBERS[id]
      const model = detector.fit(
        x,
        { ...detector.defaults, ...params },
        partOfRun(run, i, plan.members.length),
      )
      const scores = detector.score(model, reference, quiet(run))
      return { id, model, ...meanAndSd(Float64Array.from(scores, (score) => figureOf(score, model))) }
    })
    return { facts, members }
  },

  score(model, x, run) {
    const total = new Float64Array(x.rowCount)
    for (const [i, member] of model.members.entries()) {
      const { detector, figureOf } = MEMBERS[member.id]
      const scores = detector.score(member.model, x, partOfRun(run, i, model.members.length))
      const factor = 1 / (member.spread * model.members.length)
      for (let r = 0; r < total.length; r++) {
        total[r] = total[r]! + (figureOf(scores[r]!, member.model) - member.centre) * factor
      }
    }
    return Float32Array.from(total)
  },

  explain(model, x, rows, run) {
    const total = new Float64Array(rows.length * x.sources.length)
    for (const [i, member] of model.members.entries()) {
      const { detector } = MEMBERS[member.id]
      const parts = detector.explain(member.model, x, rows, partOfRun(run, i, model.members.length))
      const factor = 1 / (member.spread * model.members.length)
      for (let k = 0; k < total.length; k++) total[k] = total[k]! + parts[k]! * factor
    }
    return total
  },

  notes: (model) => [planFor(model.facts).reason],

  diagnostics: (model) => [
    {
      kind: 'figures',
      title: 'What Auto ran',
      caption:
        'The score is the mean of these detectors’ scores, each in standard deviations from its own mean over the table.',
      rows: planFor(model.facts).members.map(({ id, params }) => {
        return { name: MEMBERS[id].detector.info.name, value: `${String(params['trees'])} trees` }
      }),
    },
  ],

  serialize: serializeAuto,
  deserialize: deserializeAuto,
}

function meanAndSd(figures: Float64Array): { centre: number; spread: number } {
  let sum = 0
  for (const figure of figures) sum += figure
  const centre = sum / figures.length
  let squares = 0
  for (const figure of figures) squares += (figure - centre) * (figure - centre)
  const spread = Math.sqrt(squares / figures.length)
  return { centre, spread: spread > 0 ? spread : 1 }
}

function gather(x: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const columns = x.columns.map((column) => Float32Array.from(rows, (row) => column[row]!))
  const { names, sourceOf, sources } = x
  return { rowCount: rows.length, columns, names, sourceOf, sources }
}

/** The run as the i-th of several equal parts sees it. */
function partOfRun(run: RunContext, i: number, parts: number): RunContext {
  return {
    rng: run.rng.fork(i),
    progress: (done, total) => run.progress(total > 0 ? i + done / total : i, parts),
    checkpoint: () => run.checkpoint(),
  }
}

function quiet(run: RunContext): RunContext {
  return { rng: run.rng, progress: () => undefined, checkpoint: () => run.checkpoint() }
}
