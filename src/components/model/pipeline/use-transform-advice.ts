import { useMemo } from 'react'
import { featureChoices } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'

export type ColumnAdvice = AnswerOf<'suggestTransforms'>[number] & { readonly name: string }

/** How skewed the numbers among the features are, and what to do about it; empty until it is known. */
export function useTransformAdvice(): readonly ColumnAdvice[] {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  const columns = useMemo(() => {
    const types = dataset?.columns.map(({ type }) => type) ?? []
    return featureChoices({ dataset, ranking, features })
      .filter(({ used, column }) => used && types[column] === 'number')
      .map(({ column }) => column)
  }, [dataset, ranking, features])
  const { data } = useQuestion('suggestTransforms', columns.length === 0 ? null : { columns }, {
    background: true,
  })
  return useMemo(
    () => (data ?? []).map((advice) => ({ ...advice, name: dataset?.columns[advice.column]?.name ?? '' })),
    [data, dataset],
  )
}
