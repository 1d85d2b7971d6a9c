import { conditionOf, predicateOf } from '../../analysis/preprocess/row-condition.ts'
import type { Predicate } from '../../analysis/select/predicate.ts'
import type { SessionClause, SessionView } from '../../storage/session-record.ts'
import type { LinkView } from '../../storage/share-link.ts'
import type { AppState } from '../app-state.ts'
import { restoreClauses } from '../selection.ts'
import { appStore } from '../store.ts'

type Names = readonly string[]

/** What is looked at, in the file's own terms. */
export function viewOf(state: AppState): SessionView {
  const { selectedRow, rowsShown, clauses } = state
  const names = namesOf(state)
  return {
    ...linkViewOf(state),
    selectedRow,
    rowsShown,
    clauses: clauses.flatMap(({ source, label, predicate }) => {
      const condition = savedCondition(predicate, names)
      return condition === null ? [] : [{ source, label, condition }]
    }),
  }
}

/** The part of it that says nothing about rows. */
export function linkViewOf(state: AppState): LinkView {
  const { screen, explore, evaluate, review, flaggedOnly } = state
  const names = namesOf(state)
  const nameOf = (column: number | null) => (column === null ? null : (names[column] ?? null))
  return {
    screen,
    explore: {
      section: explore.section,
      column: nameOf(explore.column),
      x: nameOf(explore.x),
      y: nameOf(explore.y),
    },
    evaluate: evaluate.section,
    tab: review.tab,
    flaggedOnly,
  }
}

/** Shows a view on the open file, as far as the file has what it names. */
export function applyView(view: LinkView | SessionView): void {
  const { dataset, review } = appStore.getState()
  if (!dataset) return
  const names = dataset.columns.map(({ name }) => name)
  const indexOf = (name: string | null) =>
    name === null || !names.includes(name) ? null : names.indexOf(name)
  const { screen, explore, evaluate, flaggedOnly } = view
  appStore.setState({
    screen,
    explore: {
      section: explore.section,
      column: indexOf(explore.column),
      x: indexOf(explore.x),
      y: indexOf(explore.y),
    },
    evaluate: { section: evaluate },
    review: { ...review, tab: tabOf(view.tab) ?? review.tab },
    flaggedOnly,
  })
  if (!('clauses' in view)) return
  const { selectedRow, rowsShown } = view
  appStore.setState({ rowsShown })
  if (selectedRow !== null && selectedRow < dataset.rowCount) appStore.setState({ selectedRow })
  restoreClauses(view.clauses.flatMap((clause) => predicateIn(clause, names)))
}

function predicateIn({ source, label, condition }: SessionClause, names: Names) {
  try {
    const predicate: Predicate =
      condition.kind === 'score'
        ? { ...condition, low: condition.low ?? -Infinity, high: condition.high ?? Infinity }
        : predicateOf(condition, names)
    return [{ source, label, predicate }]
  } catch {
    return [] // a column that is not there any more; the chip would select nothing
  }
}

function savedCondition(predicate: Predicate, names: Names): SessionClause['condition'] | null {
  if (predicate.kind !== 'score') return conditionOf(predicate, names)
  const { kind, low, high, open } = predicate
  return {
    kind,
    ...(low > -Infinity ? { low } : {}),
    ...(high < Infinity ? { high } : {}),
    ...(open === undefined ? {} : { open }),
  }
}

function namesOf({ dataset }: Pick<AppState, 'dataset'>): Names {
  return dataset?.columns.map(({ name }) => name) ?? []
}

const TABS = ['flagged', 'groups', 'learning', 'decisions'] as const

/** A tab that there is. */
function tabOf(name: string): (typeof TABS)[number] | undefined {
  return TABS.find((tab) => tab === name)
}
