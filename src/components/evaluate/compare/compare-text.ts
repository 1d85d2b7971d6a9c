import type { DetectorInfo, DetectorParams } from '../../../analysis/detectors/detector.ts'
import type { AppState } from '../../../state/app-state.ts'
import type { ComparisonJob } from '../../../state/compare-state.ts'
import type { ComparedRanking, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatFixed } from '../../plots/format.ts'

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

/** `0.42 s`, `1.2 s`, `12 s`, `3 min`. */
export function durationText(ms: number): string {
  if (ms < 10) return '< 0.01 s'
  if (ms < 995) return `${formatFixed(ms / 1000, 2)} s`
  if (ms < 9950) return `${formatFixed(ms / 1000, 1)} s`
  if (ms < 99_500) return `${formatCount(Math.round(ms / 1000))} s`
  return `${formatCount(Math.round(ms / 60_000))} min`
}

/** How long something that was timed once will take so many times. */
export function timesText(ms: number, times: number): string {
  return `about ${durationText(Math.max(100, ms * times))}`
}

const COSTS: Readonly<Record<DetectorInfo['cost'], string>> = {
  linear: '2 × the rows: 2 × the time.',
  'n log n': '2 × the rows: a little over 2 × the time.',
  quadratic: '2 × the rows: 4 × the time.',
}

/** What to know of a detector before it starts on so many rows. */
export function costText(info: DetectorInfo, sampling: string | null): string {
  const limit = info.maxRows === undefined ? '' : ` At most ${formatCount(info.maxRows)} rows.`
  return `${COSTS[info.cost]}${limit}${sampling === null ? '' : ` ${sampling}`}`
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
