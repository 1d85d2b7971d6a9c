import { columnList } from '../../column-list.ts'
import { UsageError } from '../../errors.ts'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { robustScatter, type LeftOutReason, type RobustScatter } from '../../outliers/robust-scatter.ts'
import { BLOCK, fillBlock, squaredDistances, type ScaledColumns } from '../../outliers/scaled-rows.ts'
import { isTransform, type Transform } from '../../outliers/transform.ts'
import { transformColumns, transformsFor, untransformedNote } from '../../outliers/transformed-columns.ts'
import type { Rng } from '../../run-context.ts'
import { finish, type Work } from '../../work.ts'
import { TRANSFORM_PARAM } from './band-detector.ts'
import type { Detector } from '../detector.ts'
import { withMostlyEqual } from './mostly-equal-columns.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'

export type RobustMahalanobisParams = {
  readonly support: number
  /** A `Transform` of each column that has a place for all of its values. */
  readonly transform: string
  /** What becomes of columns in which half of the values or more are the same: `own-spread` or `leave-out`. */
  readonly mostlyEqual: string
}

export interface RobustMahalanobisModel {
  readonly columnCount: number
  /** What was chosen, and what each matrix column got. */
  readonly transform: Transform
  readonly transforms: readonly Transform[]
  readonly scatter: RobustScatter
}

/** With more columns the covariance has more figures than most data can say. */
const MOST_COLUMNS = 100

/**
 * The Mahalanobis distance of a row from the centre of the ordinary rows, by their own covariance: how many
 * standard deviations it lies out, in whatever direction. Centre and covariance are minimum covariance
 * determinant estimates, which up to half of the rows cannot spoil.
 */
export const robustMahalanobis: Detector<RobustMahalanobisParams, RobustMahalanobisModel> = {
  info: {
    id: 'robust-mahalanobis',
    name: 'Robust Mahalanobis distance',
    family: 'statistical',
    source: 'Rousseeuw & Van Driessen, Technometrics 1999',
    summary:
      'How far a row lies from the bulk of all rows, several columns together, by their robust covariance.',
    goodAt:
      'Several columns that move together: a row that breaks the pattern stands out though each of its values is ordinary.',
    badAt:
      'Skewed columns, several clusters, and columns in which half of the values are the same, which are left out.',
    params: [
      {
        kind: 'number',
        key: 'support',
        label: 'Core share',
        help: 'The share of rows that the first estimate is made from. A half resists the most outliers; more is steadier.',
        min: 0.5,
        max: 1,
        step: 0.05,
        integer: false,
      },
      TRANSFORM_PARAM,
      {
        kind: 'choice',
        key: 'mostlyEqual',
        label: 'Mostly equal columns',
        help: 'What becomes of columns in which half of the values or more are the same: their ordinary rows have no spread to measure by.',
        options: [
          { value: 'own-spread', label: 'measured by the spread of all their values, on their own' },
          { value: 'leave-out', label: 'left out' },
        ],
      },
    ],
    cost: 'linear',
    seeded: true,
    seedOnlySearches: true,
    additive: true,
  },
  defaults: { support: 0.5, transform: 'none', mostlyEqual: 'own-spread' },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    requireFewColumns(x.columns.length)
    run.checkpoint()
    const work = fitModel(x, params, run.rng)
    let told = 0
    for (;;) {
      const step = work.next()
      if (step.done === true) {
        run.progress(1, 1)
        return step.value
      }
      run.checkpoint()
      told = Math.max(told, step.value ?? 0)
      run.progress(told, 1)
    }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    const scores = new Float32Array(x.rowCount)
    const view = viewOf(model, x, null)
    const { lower, centre } = model.scatter
    const d = view.columns.length
    const block = new Float64Array(d * BLOCK)
    const squares = new Float64Array(BLOCK)
    run.checkpoint()
    for (let start = 0; start < x.rowCount && d > 0; start += BLOCK) {
      const count = Math.min(BLOCK, x.rowCount - start)
      fillBlock(view, null, start, count, centre, block)
      squaredDistances(lower, d, block, count, squares)
      for (let i = 0; i < count; i++) {
        const square = squares[i]!
        scores[start + i] = scoreOf(square - square === 0 ? square : oddSquare(model, view, start + i))
      }
      run.checkpoint()
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** Shares of the squared distance: (x − centre)ⱼ times the j-th entry of covariance⁻¹ (x − centre). */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const contributions = new Float64Array(rows.length * x.sources.length)
    const view = viewOf(model, x, rows)
    for (let k = 0; k < rows.length; k++) {
      const shares = sharesOf(model, finiteRow(model, view, k))
      for (const [j, column] of model.scatter.columns.entries())
        contributions[k * x.sources.length + x.sourceOf[column]!]! += shares[j]!
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes(model, x) {
    // Columns that say what is missing are expected to have no spread: nothing to tell.
    const isMissing = (column: number) =>
      x.names[column] === `${x.sources[x.sourceOf[column]!]!.name} is missing`
    const leftOut = model.scatter.leftOut.filter(({ column }) => !isMissing(column))
    return notesOf({ ...model, scatter: { ...model.scatter, leftOut } }, x)
  },

  serialize({ columnCount, transform, transforms, scatter }) {
    const { columns, shift, scale, centre, lower, leftOut, rows, core, kept } = scatter
    return {
      detector: 'robust-mahalanobis',
      version: 1,
      columnCount,
      transform,
      transforms: transforms.join(','),
      columns: packArray(columns),
      shift: packArray(shift),
      scale: packArray(scale),
      centre: packArray(centre),
      lower: packArray(lower),
      leftOut: leftOut.map(({ column, reason }) => `${column} ${reason}`).join(','),
      rows,
      core,
      kept,
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'robust-mahalanobis', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const columns = fields.int32('columns')
    const d = columns.length
    const arrays = { shift: d, scale: d, centre: d, lower: d * d }
    const [shift, scale, centre, lower] = Object.entries(arrays).map(([key, length]) => {
      const values = fields.float64(key)
      return values.length === length && values.every(Number.isFinite)
        ? values
        : fields.fail(`the field ${key} is damaged`)
    })
    if (columns.some((column) => column < 0 || column >= columnCount))
      fields.fail('it looks at a column that there is not')
    if (scale!.some((value) => !(value > 0)) || columns.some((_, j) => !(lower![j * d + j]! > 0)))
      fields.fail('its covariance has no volume')
    const leftOut = fields
      .string('leftOut')
      .split(',')
      .filter((part) => part !== '')
      .map((part) => {
        const [column, reason = ''] = part.split(' ')
        return isReason(reason) && Number.isInteger(Number(column))
          ? { column: Number(column), reason }
          : fields.fail('the field leftOut is damaged')
      })
    const chosen = fields.string('transform')
    const transform = isTransform(chosen) ? chosen : fields.fail('the field transform is damaged')
    const transforms = fields.string('transforms').split(',').filter(isTransform)
    if (transforms.length !== columnCount) fields.fail('the field transforms is damaged')
    return {
      columnCount,
      transform,
      transforms,
      scatter: {
        columns,
        shift: shift!,
        scale: scale!,
        centre: centre!,
        lower: lower!,
        leftOut,
        rows: fields.integer('rows', 0, 4294967296),
        core: fields.integer('core', 0, 4294967296),
        kept: fields.integer('kept', 0, 4294967296),
      },
    }
  },
}

/** What is said of columns that take no part, by reason. */
export const LEFT_OUT: Readonly<Record<LeftOutReason, string>> = {
  'mostly-equal': 'half of the values or more are the same, so that ordinary rows have no spread there',
  'mostly-missing': 'half of the values or more are missing',
  follows: 'it follows from the other columns in half of the rows or more',
  'too-few-rows': 'there are too few rows for so many columns',
}

/** Fits centre and covariance on the transformed scales. Cost: see `fastMcd`. */
export function* fitModel(
  x: FeatureMatrix,
  { support, transform, mostlyEqual }: RobustMahalanobisParams,
  rng: Rng,
): Work<RobustMahalanobisModel> {
  const chosen = isTransform(transform) ? transform : 'none'
  const transforms = yield* transformsFor(x.columns, x.standIns, chosen, (column) => isWhole(x, column))
  const columns = yield* transformColumns(x.columns, transforms)
  const scatter = yield* robustScatter(columns, x.standIns, support, rng)
  return {
    columnCount: x.columns.length,
    transform: chosen,
    transforms,
    scatter: mostlyEqual === 'own-spread' ? yield* withMostlyEqual(scatter, columns, x.standIns) : scatter,
  }
}

/** Whether a matrix column is a source column's values, and not a part of it such as one category or `is missing`. */
function isWhole({ names, sources, sourceOf }: FeatureMatrix, column: number): boolean {
  return names[column] === sources[sourceOf[column]!]!.name
}

/** Sentences about the columns that robust distances leave out or take as they are. */
export function notesOf(
  { scatter: { leftOut, columns }, transform, transforms }: RobustMahalanobisModel,
  x: FeatureMatrix,
): readonly string[] {
  const { names } = x
  const notes: string[] = []
  for (const [reason, why] of Object.entries(LEFT_OUT)) {
    const of = leftOut.filter((entry) => entry.reason === reason).map(({ column }) => names[column]!)
    if (of.length > 0) notes.push(`${columnList(of)}: left out of the robust distance, because ${why}.`)
  }
  if (columns.length === 0) notes.push('No column can take part in a robust distance: every row scores 0.')
  const whole = columns.filter((column) => isWhole(x, column))
  return [...notes, ...untransformedNote(transform, transforms, whole, names)]
}

function isReason(text: string): text is LeftOutReason {
  return Object.hasOwn(LEFT_OUT, text)
}

/** The columns that take part, on their transformed scales: of all rows (null), or of some, in their order. */
function viewOf(
  { scatter, transforms }: RobustMahalanobisModel,
  x: FeatureMatrix,
  rows: Uint32Array | null,
): ScaledColumns {
  const { columns: places, shift, scale } = scatter
  const own = Array.from(places, (place) => {
    const values = x.columns[place]!
    return rows === null ? values : Float32Array.from(rows, (row) => values[row]!)
  })
  const columns = finish(
    transformColumns(
      own,
      Array.from(places, (place) => transforms[place] ?? 'none'),
    ),
  )
  return { columns, shift, scale }
}

/** The scaled differences of one row from the centre; NaN counts as the centre, ±∞ as the greatest Float32. */
function finiteRow(
  { scatter: { shift, scale, centre } }: RobustMahalanobisModel,
  { columns }: ScaledColumns,
  row: number,
): Float64Array {
  return Float64Array.from(columns, (values, j) => {
    const value = values[row]!
    if (value !== value) return 0
    const clamped = Math.max(-GREATEST_FLOAT32, Math.min(GREATEST_FLOAT32, value))
    return (clamped - shift[j]!) / scale[j]! - centre[j]!
  })
}

/** Per column: its share of the squared distance. */
function sharesOf({ scatter: { lower } }: RobustMahalanobisModel, x: Float64Array): Float64Array {
  const d = x.length
  const w = x.slice()
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < j; k++) w[j]! -= lower[j * d + k]! * w[k]!
    w[j]! /= lower[j * d + j]!
  }
  for (let j = d - 1; j >= 0; j--) {
    for (let k = j + 1; k < d; k++) w[j]! -= lower[k * d + j]! * w[k]!
    w[j]! /= lower[j * d + j]!
  }
  return w.map((value, j) => value * x[j]!)
}

function oddSquare(model: RobustMahalanobisModel, view: ScaledColumns, row: number): number {
  return sharesOf(model, finiteRow(model, view, row)).reduce((sum, share) => sum + share, 0)
}

function scoreOf(square: number): number {
  return square > 0 ? Math.min(Math.sqrt(square), GREATEST_FLOAT32) : 0
}

const GREATEST_FLOAT32 = 3.4028234663852886e38

/** @throws UsageError when there are more columns than a covariance is worth estimating for */
export function requireFewColumns(columns: number): void {
  if (columns <= MOST_COLUMNS) return
  throw new UsageError(
    'too-many-columns',
    `The robust Mahalanobis distance takes at most ${MOST_COLUMNS} feature columns, and there are ${columns}. Choose the features that belong together.`,
    { columns, most: MOST_COLUMNS },
  )
}
