import { isLeak, type LabelMapping, type LabelMeaning } from '../analysis/evaluate/labels.ts'
import type { ColumnSummary } from '../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../workers/engine.api.ts'
import { reopenWith } from './actions/reading.ts'
import type { LabelsState } from './labels-state.ts'
import { appStore } from './store.ts'

const get = appStore.getState

/** A column with more values is not offered as the label. */
const MOST_VALUES = 50

/** The column that the ranking is held against; null while there is none. */
export function labelColumn(
  dataset: Pick<DatasetSummary, 'columns'>,
  labels: LabelsState,
): ColumnSummary | null {
  const marked = dataset.columns.filter(({ role }) => role === 'label')
  return marked.find(({ name }) => name === labels.column) ?? marked[0] ?? null
}

/** Columns that may hold the label, those with the role first, then those with the fewest values. */
export function labelCandidates({ columns }: Pick<DatasetSummary, 'columns'>): readonly ColumnSummary[] {
  const marked = columns.filter(({ role }) => role === 'label')
  const others = columns.filter(
    ({ role, type, distinct }) =>
      role !== 'label' &&
      (type === 'number' || type === 'category') &&
      distinct > 0 &&
      distinct <= MOST_VALUES,
  )
  return [...marked, ...others.sort((a, b) => a.distinct - b.distinct || a.index - b.index)]
}

/**
 * Holds the ranking against a column. One that has not been the label becomes it: it leaves the features, and so
 * does what gives it away, and the rows are ranked again.
 */
export async function chooseLabel(name: string): Promise<void> {
  const { dataset, columnChoices, features, ranking } = get()
  const column = dataset?.columns.find((candidate) => candidate.name === name)
  if (!column) return
  const before = get().labels
  appStore.setState({ labels: { column: name, mapping: null } })
  if (column.role === 'label') return
  const usedBefore = usedNames(ranking)
  const kept = features?.filter((feature) => feature !== name) ?? []
  await reopenWith({
    columnChoices: { ...columnChoices, [name]: { ...columnChoices[name], role: 'label' } },
    features: kept.length > 0 ? kept : null,
  })
  const { ranking: after, error } = get()
  if (get().columnChoices[name]?.role !== 'label') appStore.setState({ labels: before })
  if (!after || error) return
  const lost = usedBefore.filter((used) => !usedNames(after).includes(used))
  appStore.setState({ notice: noticeOf(name, lost) })
}

/** Says what the values of the label mean; null: as proposed. */
export function setLabelMapping(mapping: LabelMapping | null): void {
  appStore.setState({ labels: { ...get().labels, mapping } })
}

/** The mapping with another meaning of one value; null stands for missing cells. */
export function withMeaning(
  mapping: LabelMapping,
  value: string | null,
  meaning: LabelMeaning,
): LabelMapping {
  if (value === null) return { ...mapping, missing: meaning }
  return { ...mapping, values: Object.fromEntries([...Object.entries(mapping.values), [value, meaning]]) }
}

/** Features in use that give the label away: figures got with them are too good to be true. */
export function leaksAmong(dataset: Pick<DatasetSummary, 'columns'>, ranking: Ranking): readonly string[] {
  const used = new Set(usedNames(ranking))
  return dataset.columns.flatMap(({ name, roleReason }) =>
    used.has(name) && isLeak(roleReason) ? [name] : [],
  )
}

function usedNames(ranking: Ranking | null): readonly string[] {
  return ranking?.features.flatMap(({ name, used }) => (used ? [name] : [])) ?? []
}

function noticeOf(name: string, lost: readonly string[]): string {
  if (lost.length === 0) return `${name} is the label now. It was not among the features.`
  const others = lost.filter((other) => other !== name)
  const away = others.length > 0 ? `, and so ${others.length === 1 ? 'is' : 'are'} ${others.join(', ')}` : ''
  return `${name} is the label now and no longer a feature${away}. The rows were ranked again.`
}
