import { useState } from 'react'
import type { ReactNode } from 'react'
import { IconChevronRight } from '@tabler/icons-react'
import type { Finding } from '../../analysis/findings/findings.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { formatCount } from '../plots/format.ts'
import { ColumnName, Sentence } from './sentence.tsx'
import { SeverityMark } from './severity-mark.tsx'

interface FindingLineProps {
  readonly finding: Finding
  readonly columns: readonly ColumnSummary[]
  readonly actions: ReactNode
}

/** One finding: how much it weighs, what it is, and what can be done. */
export function FindingLine({ finding, columns, actions }: FindingLineProps) {
  return (
    <li className="finding">
      <SeverityMark severity={finding.severity} />
      <div className="finding__words">
        <h3 className="finding__title">{finding.title}</h3>
        <p className="finding__text">
          <Sentence parts={finding.sentence} columns={columns} />
        </p>
      </div>
      {actions}
    </li>
  )
}

const NAMED = 4

interface FoldedLineProps {
  readonly findings: readonly Finding[]
  readonly columns: readonly ColumnSummary[]
  readonly actionsOf: (finding: Finding) => ReactNode
}

/** Several findings of a kind: their columns, and each by itself when it is opened. */
export function FoldedLine({ findings, columns, actionsOf }: FoldedLineProps) {
  const [open, setOpen] = useState(false)
  const [first] = findings
  if (!first) return null
  const about = [...new Set(findings.map(({ columns: of }) => of[0] ?? -1))]
  const more = about.length - NAMED
  return (
    <li className="finding finding--folded">
      <SeverityMark severity={first.severity} />
      <div className="finding__words">
        <h3 className="finding__title">
          <button type="button" className="finding__fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconChevronRight size={13} stroke={2} aria-hidden />
            {formatCount(findings.length)} {first.plural}
          </button>
        </h3>
        {!open && (
          <p className="finding__text">
            {about.slice(0, NAMED).map((column, i) => (
              <span key={column}>
                {i > 0 && ', '}
                <ColumnName column={columns[column]} />
              </span>
            ))}
            {more > 0 && ` and ${formatCount(more)} more`}
          </p>
        )}
      </div>
      {open && (
        <ul className="findings__list findings__list--inner">
          {findings.map((finding) => (
            <FindingLine key={finding.id} finding={finding} columns={columns} actions={actionsOf(finding)} />
          ))}
        </ul>
      )}
    </li>
  )
}
