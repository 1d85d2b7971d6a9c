import { float32Text } from '../export/float32-text.ts'
import type { DefaultCut } from '../ranking/default-cut.ts'
import type { CostChoice, CutChoice } from '../settings.ts'

/**
 * How the threshold was chosen, as a sentence.
 *
 * @param flagged rows that the choice came to
 */
export function thresholdWords(choice: CutChoice, proposed: DefaultCut, flagged: number): string {
  const rows = `${flagged.toLocaleString('en-US')} ${flagged === 1 ? 'row' : 'rows'}`
  switch (choice.by) {
    case 'auto':
      return `Proposed by Flagstone. ${proposed.explanation}`
    case 'score':
      return `Set by hand: rows that score at least ${float32Text(Math.fround(choice.score))}.`
    case 'share':
      return `Set by hand: the ${percent(choice.share)} of the rows that score highest.`
    case 'rows':
      return `Set by hand: the ${rows} that score highest.`
    case 'capacity':
      return `By what can be reviewed: ${figure(choice.perDay)} rows a day${choice.days === undefined ? '' : ` on ${figure(choice.days)} days`} come to the ${rows} that score highest.`
    case 'cost':
      return `By expected cost: ${rows} cost least with ${costWords(choice)}.`
    case 'tail':
      return `By the tail of the scores: an ordinary row is above the line with a chance of ${percent(choice.risk)}, which ${rows} are.`
    case 'knee':
      return `At the bend of the scores: the ${rows} before it.`
  }
}

function percent(share: number): string {
  return `${(100 * share).toLocaleString('en-US', { maximumSignificantDigits: 4 })} %`
}

function costWords({ falseAlarm, missed, missedShare = 0, baseRate, label }: CostChoice): string {
  const losses = [
    ...(missed > 0 || missedShare === 0 ? [figure(missed)] : []),
    ...(missedShare > 0 ? [`${percent(missedShare)} of its amount`] : []),
  ]
  const rate =
    label === undefined ? `a base rate of ${percent(baseRate)}` : `the anomalies that ${label.column} names`
  return `${figure(falseAlarm)} for a false alarm, ${losses.join(' and ')} for a missed anomaly, and ${rate}`
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 })
}
