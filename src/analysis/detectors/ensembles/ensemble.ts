import { UsageError } from '../../errors.ts'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import { samplingNote } from '../catalog.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { sampleRows } from '../sample-rows.ts'
import { membersOf, streamOf } from './ensemble-members.ts'
import {
  deserializeEnsemble,
  isCombination,
  serializeEnsemble,
  type Combination,
  type EnsembleModel,
  type FittedMember,
} from './ensemble-model.ts'
import { rankOf, referenceOf, standardScoreOf, type ReferenceScores } from './reference-scores.ts'

export type EnsembleParams = {
  readonly members: string
  readonly combination: string
}

/** Four ideas of what is odd: cut off early, rare values, off the common directions, far from neighbours. */
const USUAL_MEMBERS = ['iforest', 'hbos', 'pca', 'knn']
/** Rows whose scores a row is compared with: enough for ranks of one in 50,000. */
const REFERENCE_ROWS = 50_000
const REFERENCE_STREAM = 1

/**
 * Several detectors as one: each member's scores are brought to one scale by where they lie among its scores of the
 * fitted rows, and averaged. A row's score does not depend on the rows beside it.
 * Source: Aggarwal & Sathe, SIGKDD Explorations 2015.
 *
 * @param candidates detectors that may be members
 */
export function createEnsemble(candidates: readonly Detector[]): Detector<EnsembleParams, EnsembleModel> {
  const find = (id: string) => candidates.find(({ info }) => info.id === id)
  const detectorOf = (member: FittedMember) => find(member.id)!
  const usual = USUAL_MEMBERS.filter((id) => find(id) !== undefined)
  const sampling = samplingOf(usual.map((id) => find(id)!))
  return {
    info: {
      id: 'ensemble',
      name: 'Ensemble of detectors',
      family: 'ensembles',
      source: 'Aggarwal & Sathe, SIGKDD Explorations 2015',
      summary: 'Runs several detectors and averages where each of them ranks a row.',
      goodAt:
        'Insurance: rows that several different detectors find odd, where no single one is known to fit.',
      badAt: 'Anomalies that only one kind of detector can see, which the others outvote.',
      params: [
        {
          kind: 'detectors',
          key: 'members',
          label: 'Detectors',
          help: 'Which detectors take part, with their usual settings. Choose different ideas: two of a kind outvote the others.',
        },
        {
          kind: 'choice',
          key: 'combination',
          label: 'Combination',
          help: 'How the detectors’ scores become one: by rank, by how far out on a common scale, or by the highest.',
          options: [
            { value: 'standardised', label: 'average on a common scale' },
            { value: 'rank', label: 'average rank' },
            { value: 'maximum', label: 'the highest of them' },
          ],
        },
      ],
      cost: 'n log n',
      ...(sampling === null ? {} : { sampling }),
      seeded: true,
      additive: false,
    },
    defaults: { members: usual.join(','), combination: 'standardised' },

    fit(x, params, run) {
      const chosen = membersOf(params.members, candidates)
      requireRowsAndColumns(x)
      run.checkpoint()
      const size = Math.min(REFERENCE_ROWS, x.rowCount)
      const reference =
        size === x.rowCount
          ? x
          : gather(x, sampleRows(x.rowCount, size, run.rng.fork(REFERENCE_STREAM)).sort())
      const members: FittedMember[] = []
      const leftOut: string[] = []
      for (const [i, detector] of chosen.entries()) {
        const { id, name } = detector.info
        try {
          const own = partOf(run, i, chosen.length, streamOf(id))
          const model = detector.fit(x, detector.defaults, own)
          const scores = detector.score(model, reference, { ...own, progress: () => undefined })
          members.push({ id, model, reference: referenceOf(scores, () => run.checkpoint()) })
        } catch (error) {
          // A member that refuses these data, e.g. so many rows, says why; the others go on.
          if (!(error instanceof UsageError)) throw error
          leftOut.push(`${name} took no part. ${error.message}`)
        }
      }
      if (members.length === 0) {
        throw new UsageError(
          'no-member-left',
          `No detector of the ensemble takes this data. ${leftOut.join(' ')}`,
        )
      }
      run.progress(chosen.length, chosen.length)
      const combination = isCombination(params.combination) ? params.combination : 'standardised'
      return {
        columnCount: x.columns.length,
        combination,
        members,
        leftOut,
        referenceRows: size,
        rows: x.rowCount,
      }
    },

    score(model, x, run) {
      requireSameColumns(x, model.columnCount)
      run.checkpoint()
      const { members, combination } = model
      const total = new Float64Array(x.rowCount).fill(combination === 'maximum' ? -Infinity : 0)
      for (const [i, member] of members.entries()) {
        const own = partOf(run, i, members.length, streamOf(member.id))
        const scores = detectorOf(member).score(member.model, x, own)
        run.checkpoint()
        combine(combination, member.reference, scores, 1 / members.length, total)
      }
      run.progress(members.length, members.length)
      return new Float32Array(total)
    },

    /** Each member's contributions as shares of its positive ones, weighted by how high it ranks the row. */
    explain(model, x, rows, run) {
      requireSameColumns(x, model.columnCount)
      run.checkpoint()
      const width = x.sources.length
      const out = new Float64Array(rows.length * width)
      const asked = gather(x, rows)
      for (const [i, member] of model.members.entries()) {
        const detector = detectorOf(member)
        const own = partOf(run, i, model.members.length, streamOf(member.id))
        const quiet = { ...own, progress: () => undefined }
        const scores = detector.score(member.model, asked, quiet)
        const parts = detector.explain(member.model, x, rows, own)
        for (let k = 0; k < rows.length; k++) {
          const weight = rankOf(member.reference, scores[k]!) / model.members.length
          addShares(
            parts.subarray(k * width, (k + 1) * width),
            weight,
            out.subarray(k * width, (k + 1) * width),
          )
        }
      }
      run.progress(model.members.length, model.members.length)
      return out
    },

    notes(model, x) {
      const took = model.members.map((member) => detectorOf(member).info.name)
      const notes = [
        `${took.length === 1 ? 'One detector' : `${took.length} detectors`} took part: ${took.join(', ')}.`,
      ]
      notes.push(...model.leftOut)
      if (model.referenceRows < model.rows)
        notes.push(`Scores are compared with those of ${model.referenceRows} rows, drawn at random.`)
      for (const member of model.members) {
        const { info, notes: notesOf } = detectorOf(member)
        const sampled = samplingNote(info, model.rows)
        const own = [...(sampled === null ? [] : [sampled]), ...(notesOf?.(member.model, x) ?? [])]
        notes.push(...own.map((note) => `${info.name}: ${note}`))
      }
      return notes
    },

    serialize: (model) => serializeEnsemble(model, find),
    deserialize: (record) => deserializeEnsemble(record, find),
  }
}

/** From how many rows on a usual member works on a sample, said beforehand; null where none does. */
function samplingOf(members: readonly Detector[]): NonNullable<Detector['info']['sampling']> | null {
  const sampled = members.filter(({ info }) => info.sampling !== undefined)
  if (sampled.length === 0) return null
  const names = sampled.map(({ info }) => info.name).join(', ')
  return {
    aboveRows: Math.min(...sampled.map(({ info }) => info.sampling!.aboveRows)),
    how: `Members that work on a sample of a table of this size do so here too (of the usual ones: ${names}); the notes of the result say how.`,
  }
}

function combine(
  combination: Combination,
  reference: ReferenceScores,
  scores: Float32Array,
  weight: number,
  total: Float64Array,
): void {
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!
    if (combination === 'standardised') total[row]! += weight * standardScoreOf(reference, score)
    else if (combination === 'rank') total[row]! += weight * rankOf(reference, score)
    else total[row] = Math.max(total[row]!, standardScoreOf(reference, score))
  }
}

/** Adds contributions as shares of their positive sum. */
function addShares(parts: Float64Array, weight: number, out: Float64Array): void {
  let sum = 0
  for (const part of parts) if (part > 0) sum += part
  if (!(sum > 0)) return
  for (let j = 0; j < parts.length; j++) if (parts[j]! > 0) out[j]! += (weight * parts[j]!) / sum
}

/** The run as one of several equal parts sees it, with a random stream of its own. */
function partOf(run: RunContext, i: number, parts: number, stream: number): RunContext {
  return {
    rng: run.rng.fork(stream),
    checkpoint: () => run.checkpoint(),
    progress: (done, total, detail) => run.progress(i + (total > 0 ? done / total : 0), parts, detail),
  }
}

function gather(x: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const columns = x.columns.map((values) => {
    const picked = new Float32Array(rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
    return picked
  })
  const { names, sourceOf, sources } = x
  return { rowCount: rows.length, columns, names, sourceOf, sources }
}
