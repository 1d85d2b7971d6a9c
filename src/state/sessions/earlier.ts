import type { SessionRecord } from '../../storage/session-record.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { getEngine } from '../engine.ts'
import { appStore } from '../store.ts'
import type { SessionOffer } from '../sessions-state.ts'
import { setSessions } from './access.ts'

/** Sessions that are asked whether their rows are in the open file. */
const MOST_TRIED = 5

/** Looks for what was done before on this file, or on another version of it, and offers it. */
export async function findEarlier(sha256: string): Promise<void> {
  const { dataset, sessions, input } = appStore.getState()
  if (!dataset) return
  const others = (sessions.list ?? []).filter(({ id }) => id !== sessions.current?.record.id)
  const same = others.find(({ file }) => file.sha256 === sha256)
  const offer: SessionOffer | null = same
    ? { kind: 'same-file', record: same }
    : await otherVersion(
        others.filter(({ file }) => file.sha256 !== sha256),
        dataset,
      )
  if (appStore.getState().input === input) setSessions({ offer })
}

async function otherVersion(
  records: readonly SessionRecord[],
  dataset: DatasetSummary,
): Promise<SessionOffer | null> {
  const likely = records.filter((record) => record.progress.decided > 0 && isAlike(record, dataset))
  for (const record of likely.slice(0, MOST_TRIED)) {
    const found = await bestKey(record, dataset)
    if (found !== null) return { kind: 'other-version', record, ...found }
  }
  return null
}

/** Whether at least half of the columns of either table are in both: a shared `id` alone means nothing. */
function isAlike({ file }: SessionRecord, { columns }: DatasetSummary): boolean {
  const names = new Set(columns.map(({ name }) => name))
  const shared = file.columns.filter((name) => names.has(name)).length
  return 2 * shared >= Math.max(file.columns.length, columns.length)
}

/** The key column that finds the most rows again. */
async function bestKey(
  { anchors }: SessionRecord,
  { columns }: DatasetSummary,
): Promise<{ readonly key: string; readonly matched: number; readonly of: number } | null> {
  let best: { readonly key: string; readonly matched: number; readonly of: number } | null = null
  for (const { column, values } of anchors.keys) {
    const index = columns.find(({ name }) => name === column)?.index
    if (index === undefined) continue
    const result = await getEngine().ask('rowsByKey', {
      column: index,
      keys: values.map((value) => value ?? ''),
    })
    if (!result.ok) continue
    const matched = result.value.filter((row) => row >= 0).length
    if (matched > (best?.matched ?? 0)) best = { key: column, matched, of: values.length }
  }
  return best
}
