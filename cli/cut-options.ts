import { UsageError } from '../src/analysis/errors.ts'
import { didYouMean } from '../src/analysis/nearest-name.ts'
import { QUALITY_RANGE } from '../src/analysis/ranking/quality-range.ts'
import type { CapacityChoice, CostChoice, CutChoice } from '../src/analysis/settings.ts'

/** What says where the line is. */
export const CUT_OPTIONS = {
  top: { type: 'string' },
  contamination: { type: 'string' },
  threshold: { type: 'string' },
  capacity: { type: 'string' },
  days: { type: 'string' },
  cost: { type: 'string', multiple: true },
  'tail-risk': { type: 'string' },
  knee: { type: 'boolean' },
} as const

export interface CutValues {
  readonly top?: string | undefined
  readonly contamination?: string | undefined
  readonly threshold?: string | undefined
  readonly capacity?: string | undefined
  readonly days?: string | undefined
  readonly cost?: readonly string[] | undefined
  readonly 'tail-risk'?: string | undefined
  readonly knee?: boolean | undefined
  /** Labels say the base rate. */
  readonly label?: string | undefined
}

const WAYS = ['top', 'contamination', 'threshold', 'capacity', 'cost', 'tail-risk', 'knee'] as const

/**
 * Reads where the line is to be.
 *
 * @returns undefined when nothing was said
 * @throws UsageError that says what to write instead
 */
export function readCut(values: CutValues): CutChoice | undefined {
  const ways = WAYS.filter((way) => values[way] !== undefined && values[way] !== false)
  if (ways.length > 1) {
    const names = WAYS.map((way) => `--${way}`)
    throw wrong(`Give one of ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}.`)
  }
  const { top, contamination, threshold, capacity, days, cost } = values
  if (days !== undefined && capacity === undefined) throw wrong('--days needs --capacity N/day.')
  if (top !== undefined) return { by: 'rows', rows: wholeNumber('--top', top, 0) }
  if (contamination !== undefined) {
    const share = number('--contamination', contamination)
    if (!(share >= 0 && share <= 1))
      throw wrong(`--contamination is a share from 0 to 1, not ${contamination}.`)
    return { by: 'share', share }
  }
  // Scores are Float32: a threshold copied from a report means the score it was printed for.
  if (threshold !== undefined) return { by: 'score', score: Math.fround(number('--threshold', threshold)) }
  if (capacity !== undefined) return capacityOf(capacity, days)
  if (cost !== undefined) return costOf(cost, values.label !== undefined)
  const risk = values['tail-risk']
  if (risk !== undefined) return { by: 'tail', risk: properShare('--tail-risk', risk) }
  return values.knee === true ? { by: 'knee' } : undefined
}

/** `40/day`. */
function capacityOf(text: string, days: string | undefined): CapacityChoice {
  const [, figure = ''] = /^([^/]+)\/\s*day$/.exec(text.trim()) ?? []
  if (figure === '') throw wrong(`--capacity takes rows per day, for example --capacity 40/day, not ${text}.`)
  const perDay = number('--capacity', figure)
  if (!(perDay > 0)) throw wrong(`--capacity takes a number above 0, not ${figure}.`)
  return {
    by: 'capacity',
    perDay,
    ...(days === undefined ? {} : { days: wholeNumber('--days', days, 1) }),
  }
}

const COST_KEYS = ['false-alarm', 'missed', 'base-rate', 'quality']

/** `false-alarm=5,missed=200,base-rate=0.5%`: what is lost may be `80%` of the amount, or `50+80%`. */
function costOf(pairs: readonly string[], hasLabel: boolean): CostChoice {
  const said = new Map<string, string>()
  for (const pair of pairs.flatMap((text) => text.split(','))) {
    const at = pair.indexOf('=')
    const key = pair.slice(0, Math.max(at, 0)).trim()
    if (at < 1) throw wrong(`--cost takes key=value, ${COST_EXAMPLE}, not ${pair}.`)
    if (!COST_KEYS.includes(key)) {
      throw wrong(
        `--cost does not know ${key}.${didYouMean(key, COST_KEYS)} It takes ${COST_KEYS.join(', ')}.`,
      )
    }
    said.set(key, pair.slice(at + 1).trim())
  }
  const [alarm, missed, rate, quality] = COST_KEYS.map((key) => said.get(key))
  if (alarm === undefined || missed === undefined || (rate === undefined && !hasLabel)) {
    throw wrong(`--cost takes false-alarm, missed and, without --label, base-rate: ${COST_EXAMPLE}.`)
  }
  const falseAlarm = number('--cost false-alarm', alarm)
  if (!(falseAlarm > 0)) throw wrong(`--cost false-alarm takes a number above 0, not ${alarm}.`)
  return {
    by: 'cost',
    falseAlarm,
    ...lossOf(missed),
    baseRate: rate === undefined ? FROM_LABELS : properShare('--cost base-rate', rate),
    ...(quality === undefined ? {} : { quality: qualityOf(quality) }),
  }
}

/** Stands until the labels have said it. */
const FROM_LABELS = 0.01
const COST_EXAMPLE = 'for example --cost false-alarm=5,missed=200,base-rate=0.5%'

function lossOf(text: string): { readonly missed: number; readonly missedShare?: number } {
  let missed = 0
  let missedShare = 0
  for (const part of text.split('+')) {
    const [, percent] = /^(.+)%$/.exec(part.trim()) ?? []
    const value = number('--cost missed', percent ?? part)
    if (value < 0) throw wrong(`--cost missed takes numbers from 0, not ${text}.`)
    if (percent === undefined) missed += value
    else missedShare += value / 100
  }
  return missedShare === 0 ? { missed } : { missed, missedShare }
}

function qualityOf(text: string): number {
  const value = number('--cost quality', text)
  const [low, high] = QUALITY_RANGE
  if (value < low || value > high)
    throw wrong(`--cost quality takes a number from ${low} to ${high}, not ${text}.`)
  return value
}

/** `0.005` or `0.5%`. */
function properShare(flag: string, text: string): number {
  const [, percent] = /^(.+)%$/.exec(text.trim()) ?? []
  const value = percent === undefined ? number(flag, text) : number(flag, percent) / 100
  if (!(value > 0 && value < 1)) throw wrong(`${flag} takes a share such as 0.001 or 0.1%, not ${text}.`)
  return value
}

function number(flag: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (!Number.isFinite(value)) throw wrong(`${flag} takes a number, not ${text}.`)
  return value
}

function wholeNumber(flag: string, text: string, least: number): number {
  const value = number(flag, text)
  if (!Number.isSafeInteger(value) || value < least)
    throw wrong(`${flag} takes a whole number from ${least}, not ${text}.`)
  return value
}

function wrong(message: string): UsageError {
  return new UsageError('wrong-usage', `${message} Try flagstone --help.`)
}
