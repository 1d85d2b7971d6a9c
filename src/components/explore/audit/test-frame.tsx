import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import type { Answer } from '../../../state/use-question.ts'
import { PlotProblem } from '../../plots/plot-placeholder.tsx'

interface TestFrameProps<T> {
  readonly title: string
  readonly fields: ReactNode
  readonly answer: Answer<T>
  /** What is missing for the test; null: nothing. */
  readonly lacks: string | null
  readonly finding: (answer: T) => string
  /** What the finding does and does not mean. */
  readonly limits: ReactNode
  readonly children: (answer: T) => ReactNode
}

/** The frame of every test: name, what it looks at, what it found, and what that means. */
export function TestFrame<T>(props: TestFrameProps<T>) {
  const { title, fields, answer, lacks, finding, limits, children } = props
  const { data, loading, progress, error, cancel } = answer
  return (
    <section className="audit-test" aria-label={title} aria-busy={loading}>
      <div className="audit-test__head">
        <h2 className="audit-test__title">{title}</h2>
        <div className="audit-fields">{fields}</div>
      </div>
      {lacks !== null ? (
        <p className="audit-none">{lacks}</p>
      ) : (
        <>
          <p className="audit-finding" role="status">
            {data === null ? '\u00a0' : finding(data)}
          </p>
          <div className="audit-limits">{limits}</div>
          {loading && progress !== null && (
            <div className="audit-progress">
              <progress aria-label={`${title}: share done`} value={progress} max={1} />
              <Button onClick={cancel}>Stop</Button>
            </div>
          )}
          {error ? <PlotProblem error={error} /> : data !== null && children(data)}
        </>
      )}
    </section>
  )
}
