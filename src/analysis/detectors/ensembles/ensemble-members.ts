import { UsageError } from '../../errors.ts'
import { didYouMean } from '../../nearest-name.ts'
import type { Detector } from '../detector.ts'

/** Detectors that choose or combine others: an ensemble of ensembles would only blur who said what. */
const NOT_MEMBERS = ['ensemble', 'auto']

/**
 * The detectors that a list of ids names, each once, in the order in which they are offered: the list's own order
 * does not matter.
 *
 * @param list ids, separated by commas
 * @throws UsageError `no-members`, `unknown-member` or `not-a-member`
 */
export function membersOf(list: string, candidates: readonly Detector[]): readonly Detector[] {
  const ids = list
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  const known = candidates.map(({ info }) => info.id)
  if (ids.length === 0) {
    throw new UsageError(
      'no-members',
      `An ensemble needs at least one detector. There is: ${known.join(', ')}.`,
    )
  }
  for (const id of ids) {
    if (NOT_MEMBERS.includes(id)) {
      const message = `${id} combines detectors itself and cannot be a member of an ensemble. Name the detectors that you want: ${known.join(', ')}.`
      throw new UsageError('not-a-member', message, { detector: id })
    }
    if (known.includes(id)) continue
    const message = `There is no detector ${id} for the ensemble.${didYouMean(id, known)} There is: ${known.join(', ')}.`
    throw new UsageError('unknown-member', message, { detector: id, known: known.join(',') })
  }
  return candidates.filter(({ info }) => ids.includes(info.id))
}

/** A number of an id's own for its random stream, so that a member draws alike whoever else takes part (FNV-1a). */
export function streamOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
