import type { Detector, DetectorInfo, DetectorParams } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { contributionsOf, createSourceSums, pick } from './by-source.ts'
import { fitTails, packTails, readPackedTails, readTails, tailReader, type Tails } from './tails.ts'

/**
 * How the two tails of a value become its score: the larger one; the one of the column's long side, or the mean of
 * both where that is more; or the left, the right or the long side's.
 */
export type TailScore = 'larger' | 'long-or-mean' | 'left' | 'right' | 'long'

export interface TailModel {
  readonly columnCount: number
  /** Scores that are added up over the columns; the largest sum counts. */
  readonly scores: readonly TailScore[]
  readonly tails: Tails
}

interface TailDetectorParts<P extends DetectorParams> {
  readonly info: DetectorInfo
  readonly defaults: Readonly<P>
  scoresOf(params: P): readonly TailScore[]
}

const BLOCK = 1 << 14

/** A detector that adds up over the columns how small the tails beyond a row's values are: ECOD and COPOD. */
export function tailDetector<P extends DetectorParams>(parts: TailDetectorParts<P>): Detector<P, TailModel> {
  const { info, defaults } = parts
  return {
    info,
    defaults,

    fit(x, params, run) {
      requireRowsAndColumns(x)
      return { columnCount: x.columns.length, scores: parts.scoresOf(params), tails: fitTails(x, run) }
    },

    score(model, x, run) {
      requireSameColumns(x, model.columnCount)
      run.checkpoint()
      const totals = model.scores.map(() => createSourceSums(x))
      const size = Math.min(BLOCK, x.rowCount)
      const [left, right, scores] = [0, 1, 2].map(() => new Float64Array(size))
      const tailsOf = tailReader(model.tails, x.rowCount)
      for (const [column, values] of x.columns.entries()) {
        const tails = tailsOf(column)
        for (let start = 0; start < x.rowCount; start += BLOCK) {
          const count = Math.min(BLOCK, x.rowCount - start)
          readTails(tails, values, start, count, left!, right!)
          for (const [k, how] of model.scores.entries()) {
            combine(how, tails.skewness, left!, right!, count, scores!)
            totals[k]!.add(column, start, count, scores!)
          }
          run.checkpoint()
        }
        run.progress(column + 1, x.columns.length)
      }
      const [first, ...others] = totals.map(({ sums }) => sums)
      const result = new Float32Array(first!)
      for (const sums of others) keepLarger(result, sums)
      return result
    },

    /** A source's contribution is its term in the sum that counts: they add up to the score. */
    explain(model, x, rows, run) {
      requireSameColumns(x, model.columnCount)
      run.checkpoint()
      const width = x.sources.length
      const left = new Float64Array(rows.length)
      const right = new Float64Array(rows.length)
      const sums = new Float64Array(rows.length).fill(-Infinity)
      const out = new Float64Array(rows.length * width)
      const tailsOf = tailReader(model.tails, rows.length)
      for (const how of model.scores) {
        const terms = contributionsOf(x, rows.length, (column) => {
          const scores = new Float64Array(rows.length)
          const tails = tailsOf(column)
          readTails(tails, pick(x.columns[column]!, rows), 0, rows.length, left, right)
          combine(how, tails.skewness, left, right, rows.length, scores)
          return scores
        })
        for (let i = 0; i < rows.length; i++) {
          const own = terms.subarray(i * width, (i + 1) * width)
          const sum = own.reduce((total, term) => total + term, 0)
          if (!(sum > sums[i]!)) continue
          sums[i] = sum
          out.set(own, i * width)
        }
      }
      run.progress(rows.length, rows.length)
      return out
    },

    serialize({ columnCount, scores, tails }) {
      return { detector: info.id, version: 1, columnCount, scores: scores.join(','), ...packTails(tails) }
    },

    deserialize(record) {
      const fields = readRecord(record, info.id, 1)
      const columnCount = fields.integer('columnCount', 1, 1e6)
      const named = fields.string('scores').split(',')
      const scores = named.filter(isTailScore)
      if (scores.length < named.length) fields.fail('the field scores is damaged')
      return { columnCount, scores, tails: readPackedTails(fields, columnCount) }
    },
  }
}

function keepLarger(result: Float32Array, sums: Float64Array): void {
  for (let row = 0; row < result.length; row++) if (sums[row]! > result[row]!) result[row] = sums[row]!
}

function isTailScore(text: string): text is TailScore {
  return ['larger', 'long-or-mean', 'left', 'right', 'long'].includes(text)
}

/** Turns the −ln of both tail shares into scores. */
function combine(
  how: TailScore,
  skewness: number,
  left: Float64Array,
  right: Float64Array,
  count: number,
  scores: Float64Array,
): void {
  switch (how) {
    case 'larger':
      for (let i = 0; i < count; i++) scores[i] = left[i]! > right[i]! ? left[i]! : right[i]!
      return
    case 'left':
      for (let i = 0; i < count; i++) scores[i] = left[i]!
      return
    case 'right':
      for (let i = 0; i < count; i++) scores[i] = right[i]!
      return
    case 'long':
      longSide(skewness, left, right, count, scores)
      return
    case 'long-or-mean':
      longSide(skewness, left, right, count, scores)
      for (let i = 0; i < count; i++) {
        const mean = (left[i]! + right[i]!) / 2
        if (mean > scores[i]!) scores[i] = mean
      }
  }
}

/** The tail on the column's long side; the mean of both where no side is longer. */
function longSide(
  skewness: number,
  left: Float64Array,
  right: Float64Array,
  count: number,
  scores: Float64Array,
): void {
  if (skewness === 0) for (let i = 0; i < count; i++) scores[i] = (left[i]! + right[i]!) / 2
  else scores.set((skewness > 0 ? right : left).subarray(0, count))
}
