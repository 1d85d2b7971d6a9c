import { float32Text } from '../export/float32-text.ts'
import type { BinnedColumn } from '../profile/binning.ts'
import { formatDatetime, formatNumber } from '../explain/format.ts'
import type { ReportPlot } from './report-data.ts'
import { count, many, percent } from './report-words.ts'

const SCORE_BINS = 72

/**
 * How the scores spread, with the line between flagged rows and the others.
 *
 * @param order row indices by score, descending
 * @param cut how many of them are flagged
 *
 * Cost: one pass over the scores.
 */
export function scorePlot(scores: Float32Array, order: Uint32Array, cut: number): ReportPlot {
  const rows = order.length
  const high = scores[order[0]!]!
  const low = scores[order[rows - 1]!]!
  const span = high > low ? high - low : 1
  const all = new Float64Array(SCORE_BINS)
  const flagged = new Float64Array(SCORE_BINS)
  const binOf = (score: number) => Math.min(SCORE_BINS - 1, Math.floor(((score - low) / span) * SCORE_BINS))
  for (let k = 0; k < rows; k++) {
    const bin = binOf(scores[order[k]!]!)
    all[bin]!++
    if (k < cut) flagged[bin]!++
  }
  const threshold = cut > 0 ? scores[order[cut - 1]!]! : null
  const at = (score: number) => ((score - low) / span) * SCORE_BINS
  return {
    title: 'Scores',
    bars: {
      all,
      flagged,
      root: true,
      ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({
        at: share * SCORE_BINS,
        text: formatNumber(low + share * span),
      })),
      line: threshold === null ? null : { at: at(threshold), text: `threshold ${float32Text(threshold)}` },
      heightTitle: 'rows (by their square root)',
      axisTitle: 'score, higher = more anomalous',
      heightText: (height) => count(Math.round(height)),
      summary: `${many(rows, 'row')} score from ${float32Text(low)} to ${float32Text(high)}; ${count(cut)} of them are flagged${threshold === null ? '' : `, from ${float32Text(threshold)} on`}.`,
    },
  }
}

/** Flagged rows per bin, and how many rows of the file there are in each. */
function flaggedPerBin({ bins, counts }: BinnedColumn, order: Uint32Array, cut: number): Float64Array {
  const flagged = new Float64Array(counts.length)
  for (let k = 0; k < cut; k++) flagged[bins[order[k]!]!]!++
  return flagged
}

/** All rows over time, and the flagged ones among them. */
export function timePlot(name: string, binned: BinnedColumn, order: Uint32Array, cut: number): ReportPlot {
  const { edges, unit, labels, hasMissingBin } = binned
  const shown = labels.length - (hasMissingBin ? 1 : 0)
  const flagged = flaggedPerBin(binned, order, cut).subarray(0, shown)
  let highest = 0
  for (let bin = 1; bin < shown; bin++) if (flagged[bin]! > flagged[highest]!) highest = bin
  const most =
    (flagged[highest] ?? 0) > 0
      ? ` Most flagged rows: ${labels[highest] ?? ''} with ${count(flagged[highest]!)}.`
      : ''
  return {
    title: `${name}: flagged rows over time`,
    bars: {
      all: binned.counts.subarray(0, shown),
      flagged,
      root: true,
      ticks: edges === null ? [] : ends(shown).map((at) => ({ at, text: timeText(edges, at) })),
      heightTitle: `rows per ${unit === '' ? 'bin' : unit} (by their square root)`,
      axisTitle: `${name} (UTC)`,
      heightText: (height) => count(Math.round(height)),
      summary: `${many(shown, unit === '' ? 'bin' : unit)}, ${count(flagged.reduce((sum, n) => sum + n, 0))} flagged rows.${most}`,
    },
  }
}

/** A column's values among the flagged rows beside those of the others, each as shares of its own rows. */
export function contrastPlot(
  name: string,
  binned: BinnedColumn,
  order: Uint32Array,
  cut: number,
): ReportPlot {
  const { counts, labels, edges, hasMissingBin } = binned
  const flagged = flaggedPerBin(binned, order, cut)
  const others = Math.max(1, order.length - cut)
  const rest = Float64Array.from(counts, (all, bin) => (all - flagged[bin]!) / others)
  const shares = flagged.map((n) => n / Math.max(1, cut))
  const shown = labels.length - (hasMissingBin ? 1 : 0)
  let strongest = 0
  for (let bin = 1; bin < labels.length; bin++)
    if (shares[bin]! - rest[bin]! > shares[strongest]! - rest[strongest]!) strongest = bin
  const words =
    cut === 0
      ? 'No row is flagged.'
      : `${labels[strongest] ?? ''}: ${percent(shares[strongest]!)} of the flagged rows, ${percent(rest[strongest]!)} of the others.`
  return {
    title: `${name}: flagged rows beside the others`,
    bars: {
      all: rest,
      flagged: shares,
      beside: true,
      ticks:
        edges === null
          ? labels.map((text, bin) => ({
              at: bin + 0.5,
              text: labels.length > 10 ? '' : clipped(text, labels.length),
            }))
          : ends(shown).map((at) => ({ at, text: edgeText(edges, at, binned.unit !== '') })),
      heightTitle: 'share of the flagged rows, and of the others',
      axisTitle: hasMissingBin ? `${name} (the last bar: missing)` : name,
      heightText: percent,
      summary: words,
    },
  }
}

/** Five places along an axis, at bin edges. */
function ends(bins: number): number[] {
  return [...new Set([0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * bins)))]
}

function timeText(edges: Float64Array, at: number): string {
  const time = edges[at]
  return time === undefined ? '' : formatDatetime(time)
}

/** Open bins at the ends have no number of their own. */
function edgeText(edges: Float64Array, at: number, isTime: boolean): string {
  const edge = edges[at]
  if (edge === undefined || edge - edge !== 0) return ''
  return isTime ? formatDatetime(edge) : formatNumber(edge)
}

function clipped(text: string, bins: number): string {
  const room = Math.max(3, Math.floor(96 / bins))
  const letters = Array.from(text)
  return letters.length > room ? `${letters.slice(0, room - 1).join('')}…` : text
}
