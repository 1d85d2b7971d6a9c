import { caseVariants } from './case-variants.ts'
import { constant } from './constant.ts'
import { dateAsText } from './date-as-text.ts'
import { duplicateKeys } from './duplicate-keys.ts'
import { duplicateRows } from './duplicate-rows.ts'
import type { FindingRule } from './finding.ts'
import { futureDates } from './future-dates.ts'
import { heavyTail } from './heavy-tail.ts'
import { highCardinality } from './high-cardinality.ts'
import { highMissing } from './high-missing.ts'
import { imbalance } from './imbalance.ts'
import { infiniteValues } from './infinite-values.ts'
import { labelLeak } from './label-leak.ts'
import { likelyId } from './likely-id.ts'
import { missingTogether } from './missing-together.ts'
import { mixedFormats } from './mixed-formats.ts'
import { nearlyConstant } from './nearly-constant.ts'
import { placeholders } from './placeholders.ts'
import { redundantColumns } from './redundant-columns.ts'
import { skewed } from './skewed.ts'
import { strayBlanks } from './stray-blanks.ts'
import { timeOrder } from './time-order.ts'
import { unreadableCells } from './unreadable-cells.ts'

/** Everything that is looked for, what weighs most first: among findings of one severity this is their order. */
export const findingRules: readonly FindingRule[] = [
  labelLeak,
  duplicateRows,
  duplicateKeys,
  placeholders,
  unreadableCells,
  mixedFormats,
  infiniteValues,
  timeOrder,
  futureDates,
  caseVariants,
  dateAsText,
  redundantColumns,
  highMissing,
  missingTogether,
  constant,
  nearlyConstant,
  imbalance,
  highCardinality,
  strayBlanks,
  skewed,
  heavyTail,
  likelyId,
]
