import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Curve } from '../../run-context.ts'
import type { Diagnostic } from '../detector.ts'
import { REACH } from './reconstruct.ts'
import { autoencoderShape, type AutoencoderModel } from './autoencoder-model.ts'

/** Columns whose share is listed at most. */
const MOST_LISTED = 100

/** The losses of one network over the epochs so far. */
export function lossCurve(
  network: number,
  networks: number,
  training: readonly number[],
  heldOut: readonly number[],
  chosen?: number,
): Curve {
  const x = training.map((_, epoch) => epoch)
  const shown = heldOut.length > 0 ? heldOut : training
  return {
    title: networks === 1 ? 'Loss' : `Loss of network ${network + 1} of ${networks}`,
    xLabel: 'Epoch (passes over the rows)',
    yLabel: 'Mean squared error',
    lines: [
      { name: 'Training rows', x, y: [...training] },
      ...(heldOut.length > 0 ? [{ name: 'Held-out rows', x, y: [...heldOut] }] : []),
    ],
    ...(chosen === undefined
      ? {}
      : { marks: [{ x: chosen, y: shown[chosen] ?? 0, label: `kept: epoch ${chosen}` }] }),
  }
}

/** What the networks are, what they give back of each column, and how their losses fell. */
export function autoencoderDiagnostics(model: AutoencoderModel, x: FeatureMatrix): readonly Diagnostic[] {
  const { scale, networks, history } = model
  const d = scale.columns.length
  if (d < 2) return []
  const epochs = history.map(({ chosen }) => chosen)
  const figures: Diagnostic = {
    kind: 'figures',
    title: 'Networks',
    caption: 'Each network squeezes a row through the narrowest layer and gives it back.',
    rows: [
      {
        name: 'Units per layer',
        value: autoencoderShape(d, model.outer, model.bottleneck).sizes.join(' – '),
      },
      { name: 'Networks', value: networks },
      { name: 'Rows trained on', value: model.trainedRows },
      { name: 'Epochs kept', value: epochs.join(', ') },
    ],
  }
  const columns = Array.from(scale.columns, (column, c) => ({
    name: x.names[column]!,
    value: givenBack(model, c),
  })).sort((a, b) => b.value - a.value)
  const shares: Diagnostic = {
    kind: 'figures',
    title: 'What is given back of each column',
    caption:
      'The share of a column’s variance that the networks give back, in per cent of the rows they were trained on. A high share: the column follows from the others, and a break of that shows. Near 0: only its own extremes count.',
    rows: columns
      .slice(0, MOST_LISTED)
      .map(({ name, value }) => ({ name, value: `${Math.round(100 * value)} %` })),
  }
  const curves = history.map(({ training, heldOut, chosen }, k): Diagnostic => ({
    kind: 'curve',
    caption:
      heldOut.length > 0
        ? 'How badly rows are given back, without the share not learnt from. The network of the epoch with the least error on rows that it was not trained on is kept.'
        : 'How badly rows are given back, without the share not learnt from. There are too few rows to hold some out.',
    ...lossCurve(k, networks, training, heldOut, chosen),
  }))
  return [figures, ...curves, shares]
}

/** 1 − (usual error)² ÷ variance, mean over the networks, at least 0. */
function givenBack({ scale, usual, networks }: AutoencoderModel, c: number): number {
  const d = scale.columns.length
  const deviation = scale.reach[c]! / REACH
  let sum = 0
  for (let k = 0; k < networks; k++) sum += usual[k * d + c]! * usual[k * d + c]!
  return Math.max(0, 1 - sum / networks / (deviation * deviation))
}
