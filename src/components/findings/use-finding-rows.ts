import { useState } from 'react'
import type { Finding } from '../../analysis/findings/findings.ts'
import type { Predicate } from '../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { askEngine } from '../../state/ask-engine.ts'
import { brush, showRows } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'

/** The finding whose rows are shown, and a way to show those of another; one takes the other's place. */
interface FindingRows {
  readonly shown: string | null
  /** The finding whose rows are being worked out. */
  readonly waiting: string | null
  readonly toggle: (finding: Finding) => void
}

const SOURCE = 'findings'

export function useFindingRows(columns: readonly ColumnSummary[], today: number): FindingRows {
  const clause = useApp((state) => state.clauses.find(({ source }) => source === SOURCE) ?? null)
  const [waiting, setWaiting] = useState<string | null>(null)
  const shown = clause ? (shownBy.get(clause.predicate) ?? null) : null

  const show = (finding: Finding, predicate: Predicate) => {
    shownBy.set(predicate, finding.id)
    brush(SOURCE, predicate, labelOf(finding, columns))
    showRows()
  }
  const toggle = (finding: Finding) => {
    if (shown === finding.id) {
      brush(SOURCE, null)
      return
    }
    if (finding.predicate) {
      // A copy: the same predicate may stand in the history under another finding.
      show(finding, { ...finding.predicate })
      return
    }
    setWaiting(finding.id)
    void askEngine('findingRows', { id: finding.id, today }).then((answer) => {
      setWaiting((now) => (now === finding.id ? null : now))
      if (answer) show(finding, { kind: 'rows', rows: answer.rows })
    })
  }
  return { shown, waiting, toggle }
}

/** Which finding a predicate came from: holds after an undo too. */
const shownBy = new WeakMap<Predicate, string>()

const NAMED = 2

function labelOf({ title, columns }: Finding, all: readonly ColumnSummary[]): string {
  if (columns.length === 0) return title
  const names = columns.slice(0, NAMED).map((column) => all[column]?.name ?? '')
  const more = columns.length - names.length
  return `${title}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
