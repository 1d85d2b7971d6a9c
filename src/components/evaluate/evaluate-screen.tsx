/** How well the ranking finds what it should: against labels, beside other detectors, and without labels. */
export default function EvaluateScreen() {
  return <h2>Evaluate</h2>
}
