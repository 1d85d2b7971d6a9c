import { openEvaluation } from '../../state/evaluate.ts'
import { useApp } from '../../state/store.ts'
import { Sections } from '../shell/sections.tsx'
import { SECTIONS } from './sections.ts'

/** How well the ranking finds what it should: against labels, beside other detectors, and without labels. */
export default function EvaluateScreen() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const section = useApp((state) => state.evaluate.section)
  const current = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0]
  if (!dataset || !ranking || !current) return null
  const { Component, id } = current
  return (
    <Sections label="Part of Evaluate" sections={SECTIONS} chosen={id} onChoose={openEvaluation}>
      <Component dataset={dataset} ranking={ranking} />
    </Sections>
  )
}
