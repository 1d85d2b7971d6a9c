import { useMemo } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import { featureChoices } from '../../state/selectors.ts'
import { listSelected } from '../../state/selected-rows.ts'
import { useApp } from '../../state/store.ts'
import { useKept } from '../../state/use-kept.ts'
import type { DatasetSummary, RequestOf } from '../../workers/engine.api.ts'
import type { CellOrder } from './readings.ts'

export type CorrelationRequest = RequestOf<'correlation'>
export type Population = 'all' | 'flagged' | 'selected'

/** What the user set on the screen; kept while the file is open. */
export interface Choices {
  readonly method: CorrelationRequest['method']
  readonly order: CellOrder
  /** Null: nobody chose; the features where they are enough to look at, else all. */
  readonly which: 'features' | 'all' | 'chosen' | null
  /** With `chosen`: indices of table columns. */
  readonly chosen: readonly number[]
  readonly among: Population
  /** More than MOST_COLUMNS at once. */
  readonly unlimited: boolean
}

const FIRST: Choices = {
  method: 'auto',
  order: 'clusters',
  which: null,
  chosen: [],
  among: 'all',
  unlimited: false,
}

/** More columns than this are shown only when asked for. */
export const MOST_COLUMNS = 120
/** Of fewer features there is little to see: then all columns come first. */
const ENOUGH_FEATURES = 6
/** A cut that did not move for this long has come to rest. */
const REST_MS = 300

export interface Asked {
  readonly choices: Choices
  readonly setChoices: (part: Partial<Choices>) => void
  /** Indices of the columns that are meant, before the limit. */
  readonly columns: readonly number[]
  readonly request: CorrelationRequest | null
  /** What is shown where nobody chose. */
  readonly which: 'features' | 'all' | 'chosen'
}

export function useChoices(dataset: DatasetSummary): Asked {
  const [choices, keep] = useKept<Choices>(dataset, 'correlations', FIRST)
  const features = useFeatures()
  const rows = usePopulation(choices.among)
  const which = choices.which ?? (features.length >= ENOUGH_FEATURES ? 'features' : 'all')
  const columns = useMemo(() => {
    if (which === 'chosen') return choices.chosen
    return which === 'features' ? features : dataset.columns.map((c) => c.index)
  }, [which, choices.chosen, features, dataset])
  const request = useMemo<CorrelationRequest | null>(
    () =>
      rows === null
        ? null
        : {
            columns: choices.unlimited ? columns : columns.slice(0, MOST_COLUMNS),
            method: choices.method,
            among: rows,
            everyRole: which === 'chosen',
          },
    [columns, choices.unlimited, choices.method, which, rows],
  )
  return {
    choices,
    setChoices: (part) => keep({ ...choices, ...part }),
    columns,
    request,
    which,
  }
}

function useFeatures(): readonly number[] {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  return useMemo(
    () =>
      featureChoices({ dataset, ranking, features })
        .filter((choice) => choice.used)
        .map((choice) => choice.column),
    [dataset, ranking, features],
  )
}

/** The rows that are meant; null: they cannot be told (yet). */
function usePopulation(among: Population): CorrelationRequest['among'] | null {
  const ranking = useApp((state) => state.ranking)
  const [cut] = useDebouncedValue(
    useApp((state) => state.cut),
    REST_MS,
  )
  const selection = useApp((state) => state.selection)
  const flaggedOnly = useApp((state) => state.flaggedOnly)
  const dataset = useApp((state) => state.dataset)
  return useMemo(() => {
    if (among === 'all') return { kind: 'all' }
    if (among === 'flagged') return ranking === null ? null : { kind: 'flagged', count: cut }
    const rows = listSelected({ selection, ranking, cut, flaggedOnly, dataset })
    return rows === null ? null : { kind: 'rows', rows: named(rows) }
  }, [among, ranking, cut, selection, flaggedOnly, dataset])
}

let lists = 0

/**
 * A copy of a list of rows that says its name where it would be written out as JSON: requests are compared by
 * their JSON, and that of a million rows is long.
 */
function named(rows: Uint32Array): Uint32Array {
  const name = `list ${++lists}`
  return Object.assign(rows.slice(), { toJSON: () => name })
}
