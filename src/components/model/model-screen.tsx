/** What goes into the detector, and what came of the fit. */
export default function ModelScreen() {
  return <h2>Model</h2>
}
