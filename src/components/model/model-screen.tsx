import { useApp } from '../../state/store.ts'
import { Fitted } from './diagnostics/fitted.tsx'
import { Pipeline } from './pipeline/pipeline.tsx'
import './model.css'

/** What goes into the detector, and what came of the fit. */
export default function ModelScreen() {
  const dataset = useApp((state) => state.dataset)
  if (!dataset) return null
  return (
    <div className="model">
      <section className="model__part" aria-labelledby="model-pipeline">
        <h3 id="model-pipeline" className="model__title">
          Pipeline
        </h3>
        <Pipeline dataset={dataset} />
      </section>
      <section className="model__part" aria-labelledby="model-fitted">
        <h3 id="model-fitted" className="model__title">
          What was fitted
        </h3>
        <Fitted />
      </section>
    </div>
  )
}
