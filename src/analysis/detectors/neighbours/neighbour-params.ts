import type { ParamInfo } from '../detector.ts'
import type { ScalingKind } from '../scaling.ts'
import type { ReferenceRows } from './reference-rows.ts'

export const SCALING_PARAM: ParamInfo = {
  kind: 'choice',
  key: 'scaling',
  label: 'Scaling',
  help: 'How columns are brought to one scale before distances are taken: by standard deviations, or from 0 to 1 between the least and the greatest value.',
  options: [
    { value: 'standard', label: 'Standard deviations' },
    { value: 'min-max', label: 'From 0 to 1' },
  ],
}

/** A parameter of kind choice was checked against its options before it gets here. */
export function scalingKind(value: string): ScalingKind {
  return value === 'min-max' ? 'min-max' : 'standard'
}

export const MOST_NEIGHBOURS = 200

export function neighboursParam(help: string): ParamInfo {
  return {
    kind: 'number',
    key: 'k',
    label: 'Neighbours',
    help,
    min: 1,
    max: MOST_NEIGHBOURS,
    step: 1,
    integer: true,
  }
}

/** Rows up to which every row is a reference row. */
export const EXACT_ROWS = 100_000
/** Reference rows beyond that. */
export const SAMPLE_ROWS = 20_000

/** What is said beforehand of a detector that takes so many reference rows beyond its exact size. */
export function samplingOf(rows: number) {
  const how = `Distances are taken to ${rows.toLocaleString('en-US')} rows drawn at random instead of to all; every row is scored.`
  return { aboveRows: EXACT_ROWS, how }
}

/** What is said of a fit that took a sample. */
export function samplingNotes({
  fitted,
  sampled,
}: Pick<ReferenceRows, 'fitted' | 'sampled'>): readonly string[] {
  if (sampled === fitted) return []
  const of = (count: number) => count.toLocaleString('en-US')
  return [
    `Distances are taken to ${of(sampled)} of the ${of(fitted)} rows, drawn at random by the seed; every row is scored.`,
  ]
}
