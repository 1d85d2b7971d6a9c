import type { DetectorInfo, DetectorParams } from '../../../analysis/detectors/detector.ts'
import type { AppState } from '../../../state/app-state.ts'
import type { ComparisonJob } from '../../../state/compare-state.ts'
import type { ComparedRanking, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatFixed, formatNumber } from '../../plots/format.ts'

type AnyRanking = Pick<Ranking | ComparedRanking, 'detector' | 'params' | 'seed'>

/** What a detector is called, and what is set otherwise than by default: `Isolation forest (trees 300)`. */
export function rankingName(
  { detector, params, seed }: AnyRanking,
  catalog: AppState['catalog'],
  usualSeed: number,
): string {
  const entry = catalog.find(({ info }) => info.id === detector)
  if (!entry) return detector
  const set = otherThanDefault(entry.info, entry.defaults, params)
  if (entry.info.seeded && seed !== usualSeed) set.push(`seed ${seed}`)
  return set.length === 0 ? entry.info.name : `${entry.info.name} (${set.join(', ')})`
}

function otherThanDefault(info: DetectorInfo, defaults: DetectorParams, params: DetectorParams): string[] {
  return info.params.flatMap(({ key, label }) => {
    const value = params[key]
    return value === undefined || value === defaults[key] ? [] : [`${label.toLowerCase()} ${String(value)}`]
  })
}

/** `0.4 s`, `12 s`, `3 min`. */
export function durationText(ms: number): string {
  if (ms < 950) return `${formatNumber(Math.max(0.01, ms / 1000), 1)} s`
  if (ms < 9950) return `${formatFixed(ms / 1000, 1)} s`
  if (ms < 99_500) return `${formatCount(Math.round(ms / 1000))} s`
  return `${formatCount(Math.round(ms / 60_000))} min`
}

/** How long something that was timed once will take so many times. */
export function timesText(ms: number, times: number): string {
  return `about ${durationText(Math.max(100, ms * times))}`
}

const COSTS: Readonly<Record<DetectorInfo['cost'], string>> = {
  linear: 'Twice the rows take twice as long.',
  'n log n': 'Twice the rows take a little more than twice as long.',
  quadratic: 'Twice the rows take four times as long.',
}

/** What to know of a detector before it starts on so many rows. */
export function costText(info: DetectorInfo, sampling: string | null): string {
  const limit = info.maxRows === undefined ? '' : ` At most ${formatCount(info.maxRows)} rows.`
  return sampling === null ? `${COSTS[info.cost]}${limit}` : sampling
}

/** What a job is at. */
export function jobText({ state, progress, problem }: ComparisonJob): string {
  switch (state) {
    case 'waiting':
      return 'Waiting'
    case 'stopped':
      return 'Stopped before it was done'
    case 'failed':
      return problem ?? 'It could not be run.'
    case 'running': {
      if (!progress) return 'Starting'
      const share = progress.total > 0 ? ` ${Math.floor((100 * progress.done) / progress.total)} %` : ''
      return `${progress.label}${share}`
    }
  }
}

/** −1 … 1 with two decimals; what is not defined is a dash, what is not worked out yet is empty. */
export function correlationText(value: number | null): string {
  return value === null ? '' : Number.isNaN(value) ? '–' : formatFixed(value, 2)
}

/** A share 0 … 1 with two decimals. */
export function indexText(value: number | null): string {
  return correlationText(value)
}
