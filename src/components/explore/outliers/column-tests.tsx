import { Button, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { useApp } from '../../../state/store.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { formatCount, formatNumber, formatRows } from '../../plots/format.ts'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { EsdSteps } from './esd-steps.tsx'
import { LimitsPlot } from './limits-plot.tsx'
import {
  firstTestColumn,
  testableColumns,
  type ChangeOutlierSettings,
  type OutlierSettings,
} from './outlier-settings.ts'
import { shapeText, TRANSFORM_NAMES } from './test-text.ts'
import { TestsTable } from './tests-table.tsx'

export interface TestsProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly settings: OutlierSettings
  readonly change: ChangeOutlierSettings
  /** The choice between one column and several. */
  readonly view: ReactNode
}

/** Five tests on one column, side by side. */
export function ColumnTests({ dataset, ranking, settings, change, view }: TestsProps) {
  const columns = testableColumns(dataset)
  const shown = useApp((state) => state.explore.column)
  const column = columns.find(({ index }) => index === (settings.column ?? shown)) ?? firstTestColumn(dataset)
  const { transform, k, modifiedZ, fences, alpha, most } = settings
  const { data, error, request } = useQuestion(
    'outlierTests',
    column ? { column: column.index, transform, k, modifiedZ, fences, alpha, most } : null,
  )
  if (!column) return <p className="outliers__none">This file has no column of numbers to test.</p>
  const answer = data && request?.column === column.index ? data : null
  return (
    <div className="outliers__tests">
      <div className="outliers__fields">
        {view}
        <NativeSelect
          label="Column"
          classNames={{ label: 'field-label' }}
          value={String(column.index)}
          onChange={(event) => change({ column: Number(event.currentTarget.value), transform: 'none' })}
          data={columns.map(({ index, name }) => ({ value: String(index), label: name }))}
        />
        <NativeSelect
          label="Transform"
          classNames={{ label: 'field-label' }}
          value={transform}
          onChange={(event) => {
            const chosen = answer?.transforms.find((t) => t === event.currentTarget.value)
            if (chosen) change({ transform: chosen })
          }}
          data={Object.entries(TRANSFORM_NAMES).map(([value, label]) => ({
            value,
            label,
            disabled: answer ? !answer.transforms.some((t) => t === value) : value !== transform,
          }))}
        />
        {answer && transform === 'none' && answer.suggested !== 'none' && (
          <Button onClick={() => change({ transform: answer.suggested })}>
            Use {TRANSFORM_NAMES[answer.suggested]}
          </Button>
        )}
        {answer && (
          <p className="outliers__counts">
            {formatRows(answer.count)} with a value
            {answer.missing > 0 && `; ${formatCount(answer.missing)} missing take no part`}
            {answer.infinite > 0 && `; ${formatCount(answer.infinite)} infinite count as found`}. Median{' '}
            {formatNumber(answer.median)}, from {formatNumber(answer.min)} to {formatNumber(answer.max)}.
          </p>
        )}
      </div>
      {error && <PlotProblem error={error} />}
      {!error && (
        <>
          <p className="outliers__shape">{answer ? shapeText(answer) : '\u00a0'}</p>
          <div className="outliers__plot">
            {ranking && answer ? (
              <LimitsPlot
                dataset={dataset}
                ranking={ranking}
                column={column}
                answer={answer}
                log={transform !== 'none' && (column.min ?? 0) > 0}
              />
            ) : (
              <PlotSkeleton />
            )}
          </div>
          {answer && (
            <TestsTable
              answer={answer}
              column={column}
              ranking={ranking}
              settings={settings}
              change={change}
            />
          )}
          {answer && <EsdSteps answer={answer} />}
        </>
      )}
    </div>
  )
}
