import { Button } from '@mantine/core'
import { useMemo } from 'react'
import {
  changedSteps,
  discardPreprocessing,
  isDefault,
  nextPreprocessing,
  resetPreprocessing,
  runPreprocessing,
  type Step,
} from '../../../state/preprocess.ts'
import { featureChoices } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { FeaturesButton } from '../../bar/features-button.tsx'
import { formatNumberOf } from '../../controls/amounts.ts'
import { EncodingTable } from './encoding-table.tsx'
import { FitOnStep } from './fit-on-step.tsx'
import { MissingStep } from './missing-step.tsx'
import { DuplicatesStep, EncodeStep, ScaleStep, WinsoriseStep } from './number-steps.tsx'
import { stepEffect } from './step-effects.ts'
import { StepFrame } from './step-frame.tsx'
import { stepSentence } from './step-words.ts'
import { TransformAdviceLine, TransformStep } from './transform-step.tsx'
import { useTransformAdvice } from './use-transform-advice.ts'
import './pipeline.css'

/** What is done to the cells before a detector sees them: steps in their order, each edited in place. */
export function Pipeline({ dataset }: { readonly dataset: DatasetSummary }) {
  const next = useApp(nextPreprocessing)
  const preprocessing = useApp((state) => state.preprocessing)
  const draft = useApp((state) => state.preprocessingDraft)
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  const changed = useMemo(
    () => changedSteps({ preprocessing, preprocessingDraft: draft }),
    [preprocessing, draft],
  )
  const advice = useTransformAdvice()
  const used = useMemo(
    () => featureChoices({ dataset, ranking, features }).filter((choice) => choice.used).length,
    [dataset, ranking, features],
  )
  const frame = (step: Exclude<Step, 'features'>) => ({
    step,
    sentence: stepSentence(step, next),
    effect: ranking ? stepEffect(step, ranking, dataset) : null,
    changed: changed.includes(step),
  })
  const howChosen = features === null ? 'suggested by their role and content' : 'chosen by you'
  return (
    <>
      <ol className="pipeline" aria-label="Steps">
        <StepFrame
          step="features"
          sentence={`${used} of ${formatNumberOf(dataset.columns.length, 'column')} used, ${howChosen}.`}
          effect={null}
          changed={false}
        >
          <FeaturesButton />
          <p className="step__help">Changes of the features run at once.</p>
        </StepFrame>
        <StepFrame {...frame('missing')}>
          <MissingStep next={next} />
        </StepFrame>
        <StepFrame {...frame('transform')} advice={<TransformAdviceLine next={next} advice={advice} />}>
          <TransformStep next={next} advice={advice} />
        </StepFrame>
        <StepFrame {...frame('winsorise')}>
          <WinsoriseStep next={next} />
        </StepFrame>
        <StepFrame {...frame('encode')}>
          <EncodeStep next={next} />
        </StepFrame>
        <StepFrame {...frame('scale')}>
          <ScaleStep next={next} />
        </StepFrame>
        <StepFrame {...frame('duplicates')}>
          <DuplicatesStep next={next} />
        </StepFrame>
        <StepFrame {...frame('fit-on')}>
          <FitOnStep next={next} dataset={dataset} />
        </StepFrame>
      </ol>
      <RunBar changes={changed.length} />
      {ranking && <EncodingTable prepared={ranking.prepared} columns={dataset.columns} />}
    </>
  )
}

function RunBar({ changes }: { readonly changes: number }) {
  const busy = useApp((state) => state.work !== null)
  const plain = useApp(isDefault)
  return (
    <div className="pipeline__run">
      <p className="pipeline__changes" role="status">
        {changes === 0
          ? 'As in the last run.'
          : `${formatNumberOf(changes, 'step')} changed since the last run.`}
      </p>
      {!plain && (
        <Button variant="subtle" color="gray" onClick={resetPreprocessing}>
          Reset to defaults
        </Button>
      )}
      {changes > 0 && (
        <Button variant="subtle" color="gray" onClick={discardPreprocessing}>
          Undo changes
        </Button>
      )}
      <Button
        variant={changes > 0 ? 'filled' : 'default'}
        disabled={busy}
        onClick={() => void runPreprocessing()}
      >
        Run
      </Button>
    </div>
  )
}
