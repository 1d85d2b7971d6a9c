import * as v from 'valibot'
import type { PreprocessingChoice } from './preprocessing.ts'
import type { RowCondition } from './row-condition.ts'

const numbers = v.array(v.pipe(v.number(), v.integer()))

const condition: v.GenericSchema<RowCondition> = v.lazy(() =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('range'),
      column: v.string(),
      low: v.exactOptional(v.number()),
      high: v.exactOptional(v.number()),
      closed: v.exactOptional(v.boolean()),
    }),
    v.strictObject({
      kind: v.literal('values'),
      column: v.string(),
      values: v.array(v.string()),
      not: v.exactOptional(v.boolean()),
    }),
    v.strictObject({ kind: v.literal('missing'), column: v.string(), not: v.exactOptional(v.boolean()) }),
    v.strictObject({
      kind: v.literal('rows'),
      rows: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
    v.strictObject({ kind: v.literal('row-range'), from: v.number(), to: v.number() }),
    v.strictObject({
      kind: v.literal('calendar'),
      column: v.string(),
      weekdays: v.exactOptional(numbers),
      hours: v.exactOptional(numbers),
      months: v.exactOptional(numbers),
      monthDays: v.exactOptional(numbers),
    }),
    v.strictObject({ kind: v.literal('text'), text: v.string() }),
    v.strictObject({ kind: v.literal('all'), of: v.array(condition) }),
    v.strictObject({ kind: v.literal('any'), of: v.array(condition), not: v.exactOptional(v.boolean()) }),
  ]),
)

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

const fitOn = v.variant('by', [
  v.strictObject({ by: v.literal('all') }),
  v.strictObject({ by: v.literal('share'), share: v.pipe(share, v.gtValue(0)) }),
  v.strictObject({ by: v.literal('before'), time: v.string(), column: v.exactOptional(v.string()) }),
  v.strictObject({
    by: v.literal('normal'),
    column: v.exactOptional(v.string()),
    value: v.exactOptional(v.string()),
  }),
  v.strictObject({
    by: v.literal('where'),
    where: v.pipe(v.array(condition), v.minLength(1)),
    label: v.exactOptional(v.string()),
  }),
])

/** What settings and requests may say about preprocessing: every field may be absent, none may be unknown. */
export const preprocessingSchema: v.GenericSchema<PreprocessingChoice> = v.pipe(
  v.strictObject({
    imputeNumbers: v.exactOptional(v.picklist(['median', 'mean', 'mode', 'constant', 'neighbours'])),
    imputeNumber: v.exactOptional(v.pipe(v.number(), v.finite())),
    neighbours: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50))),
    imputeCategories: v.exactOptional(v.picklist(['own', 'mode', 'constant'])),
    imputeText: v.exactOptional(v.string()),
    imputeTimes: v.exactOptional(v.picklist(['centre', 'mode'])),
    indicator: v.exactOptional(v.picklist(['auto', 'always', 'never'])),
    transforms: v.exactOptional(v.record(v.string(), v.picklist(['none', 'log', 'log1p', 'asinh']))),
    winsorLow: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.ltValue(0.5))),
    winsorHigh: v.exactOptional(v.pipe(v.number(), v.gtValue(0.5), v.maxValue(1))),
    categories: v.exactOptional(v.picklist(['auto', 'one-hot', 'frequency', 'ordinal'])),
    rareBelow: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5))),
    scale: v.exactOptional(
      v.picklist(['none', 'standard', 'robust', 'min-max', 'quantile-uniform', 'quantile-normal']),
    ),
    dropDuplicates: v.exactOptional(v.boolean()),
    fitOn: v.exactOptional(fitOn),
  }),
)
