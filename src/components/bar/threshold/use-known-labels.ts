import { useMemo } from 'react'
import type { KnownLabels } from '../../../state/cut-costs.ts'
import { labelColumn } from '../../../state/labels.ts'
import { useApp } from '../../../state/store.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'

/** The label of the file, counted along the ranking; null without one, or until it is read. */
export function useKnownLabels(dataset: DatasetSummary): KnownLabels | null {
  const named = useApp((state) => state.labels)
  const column = labelColumn(dataset, named)
  const values = useQuestion('labelValues', column === null ? null : { column: column.index })
  const mapping = named.mapping ?? values.data?.mapping ?? null
  const { data } = useQuestion(
    'labelledRanking',
    column === null || mapping === null ? null : { column: column.index, mapping },
    { scores: true },
  )
  const name = column?.name ?? null
  return useMemo(
    () =>
      data !== null && mapping !== null && name !== null && data.anomalies + data.normals > 0
        ? { column: name, mapping, ranked: data }
        : null,
    [data, mapping, name],
  )
}
