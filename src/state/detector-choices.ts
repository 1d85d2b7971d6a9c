import { FAMILY_HEADINGS, samplingNote } from '../analysis/detectors/catalog.ts'
import type { DetectorFamily, DetectorInfo } from '../analysis/detectors/detector.ts'
import type { AppState } from './app-state.ts'

export interface DetectorChoice {
  readonly id: string
  readonly name: string
  /** What to know before choosing it for this many rows: empty, or e.g. `on a sample`. */
  readonly hint: string
  /** It does not take so many rows. */
  readonly refused: boolean
}

export interface DetectorGroup {
  readonly family: DetectorFamily
  readonly heading: string
  readonly choices: readonly DetectorChoice[]
}

/**
 * The detectors under their families' headings, in the registry's order, with what a table of this size means
 * for each.
 *
 * @param rowCount of the open file
 */
export function detectorGroups(catalog: AppState['catalog'], rowCount: number): DetectorGroup[] {
  const families = [...new Set(catalog.map(({ info }) => info.family))]
  return families.map((family) => ({
    family,
    heading: FAMILY_HEADINGS[family],
    choices: catalog.flatMap(({ info }) => (info.family === family ? [choiceOf(info, rowCount)] : [])),
  }))
}

/** What to know of a detector for a table of this size; null where there is nothing. */
export const samplingFor = samplingNote

function choiceOf(info: DetectorInfo, rowCount: number): DetectorChoice {
  const refused = info.maxRows !== undefined && rowCount > info.maxRows
  const limit = info.maxRows?.toLocaleString('en-US')
  const hint = refused
    ? `at most ${limit} rows`
    : samplingNote(info, rowCount) === null
      ? ''
      : 'works on a sample'
  return { id: info.id, name: info.name, hint, refused }
}
