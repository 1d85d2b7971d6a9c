import type { EvaluateProps } from '../section-props.ts'
import { AgreementPart } from './agreement-part.tsx'
import { PlantedPart } from './planted-part.tsx'
import { StabilityPart } from './stability-part.tsx'
import '../compare/compare.css'
import './unlabelled.css'

/** What can be said of a ranking when nobody knows the answer. */
export default function UnlabelledSection({ dataset, ranking }: EvaluateProps) {
  return (
    <div className="unlabelled">
      <p className="compare__note">
        Without labels nothing says how many of the flagged rows are right. Three things can still be seen:
        whether other detectors agree, whether chance decides, and whether made-up anomalies are found.
      </p>
      <AgreementPart ranking={ranking} />
      <StabilityPart dataset={dataset} ranking={ranking} />
      <PlantedPart dataset={dataset} ranking={ranking} />
    </div>
  )
}
