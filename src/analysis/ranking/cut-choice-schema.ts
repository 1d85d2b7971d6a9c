import * as v from 'valibot'
import { QUALITY_RANGE } from './quality-range.ts'

const finite = v.pipe(v.number(), v.finite())
const notNegative = v.pipe(finite, v.minValue(0))
const aboveZero = v.pipe(finite, v.gtValue(0))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const properShare = v.pipe(v.number(), v.gtValue(0), v.ltValue(1))
const rows = v.pipe(v.number(), v.integer(), v.minValue(0))
const meaning = v.picklist(['anomaly', 'normal', 'left-out'])

/** What of saved settings says where the line is. Every door reads it by this. */
export const cutChoiceSchema = v.variant('by', [
  v.strictObject({ by: v.literal('auto') }),
  v.strictObject({ by: v.literal('score'), score: finite }),
  v.strictObject({ by: v.literal('share'), share }),
  v.strictObject({ by: v.literal('rows'), rows }),
  v.strictObject({
    by: v.literal('capacity'),
    perDay: aboveZero,
    days: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.strictObject({
    by: v.literal('cost'),
    falseAlarm: aboveZero,
    missed: notNegative,
    missedShare: v.exactOptional(notNegative),
    baseRate: properShare,
    quality: v.exactOptional(v.pipe(v.number(), v.minValue(QUALITY_RANGE[0]), v.maxValue(QUALITY_RANGE[1]))),
    label: v.exactOptional(
      v.strictObject({
        column: v.string(),
        mapping: v.strictObject({ values: v.record(v.string(), meaning), missing: meaning }),
      }),
    ),
  }),
  v.strictObject({ by: v.literal('tail'), risk: properShare }),
  v.strictObject({ by: v.literal('knee') }),
])
