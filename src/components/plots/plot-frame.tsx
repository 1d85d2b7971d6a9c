import { useId, useState, type MouseEvent, type ReactNode } from 'react'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import type { ArticleId } from '../help/article-ids.ts'
import { HelpHint } from '../help/help-hint.tsx'
import { PlotTitle } from './plot-title.ts'
import './plots.css'

interface PlotFrameProps {
  /** The plot's name for people and for assistive technology. */
  readonly title: string
  /** What the words in it mean. */
  readonly help?: ArticleId
  /** Column pickers and toggles. */
  readonly controls?: ReactNode
  /** The text summary: what is shown and how many rows are flagged in it. */
  readonly summary: ReactNode
  /** The same data as a table; made only when it is asked for. Absent: there is nothing to show. */
  readonly table?: () => ReactNode
  readonly children: ReactNode
}

/** What every plot has around it: name, pickers, a sentence, and its data as a table. */
export function PlotFrame({ title, help, controls, summary, table, children }: PlotFrameProps) {
  const [asTable, setAsTable] = useState(false)
  const summaryId = useId()
  return (
    <section className="plot-frame" aria-label={title} aria-describedby={summaryId}>
      <header className="plot-header">
        <h3 className="plot-title">{title}</h3>
        {help && <HelpHint article={help} />}
        <div className="plot-controls">
          {controls}
          {table && (
            <Tooltip label={asTable ? 'Show as plot' : 'Show as table'}>
              <ActionIcon
                size={24}
                aria-label="Show as table"
                aria-pressed={asTable}
                onClick={() => setAsTable(!asTable)}
              >
                {asTable ? <IconChartBar size={15} stroke={1.7} /> : <IconTable size={15} stroke={1.7} />}
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </header>
      <p className="plot-summary" id={summaryId} onMouseEnter={showWhole}>
        {summary}
      </p>
      <div className="plot-body">
        {/* Kept mounted and merely hidden: a plot that comes back is there at once. */}
        <div className="plot-plot" hidden={asTable}>
          <PlotTitle value={title}>{children}</PlotTitle>
        </div>
        {asTable && (
          // Scrolled by keyboard too.
          <div className="plot-table-scroll" role="group" aria-label={`${title} as a table`} tabIndex={0}>
            {table?.()}
          </div>
        )}
      </div>
    </section>
  )
}

/** A sentence that was cut short can be read whole. */
function showWhole({ currentTarget: line }: MouseEvent<HTMLElement>): void {
  line.title = line.scrollWidth > line.clientWidth ? line.textContent : ''
}
