import type { Rng } from '../../run-context.ts'
import { drawParameters, type NetworkShape } from './network.ts'
import { createTrainer, type Inputs, type StepSettings, type Trainer } from './trainer.ts'

export interface TrainingSettings extends StepSettings {
  readonly epochs: number
  /** The share of the rows with the largest errors that teaches nothing in an epoch. */
  readonly trim: number
  readonly batch: number
  /** Epochs without progress on the held-out rows after which it ends. */
  readonly patience: number
  /** What counts as progress: a fall by this share of the loss before training. */
  readonly leastProgress: number
}

/** One network as it was trained. */
export interface TrainedNetwork {
  /** (parameters,) of the epoch with the least error on the held-out rows. */
  readonly parameters: Float64Array
  /** Per epoch, from 0 (before training): the mean loss of the rows that teach. */
  readonly training: readonly number[]
  /** Per epoch: the mean loss of the held-out rows, without the share with the largest. */
  readonly heldOut: readonly number[]
  /** The epoch whose parameters were kept. */
  readonly chosen: number
}

/** Told after every epoch. */
export type OnEpoch = (epoch: number, training: readonly number[], heldOut: readonly number[]) => void

/** The share of the rows that is held out. */
const HELD_OUT = 0.15
/** With fewer rows none is held out, and the training loss says when to stop. */
const LEAST_TO_HOLD_OUT = 40

/**
 * Trains one network to give back its inputs, in mini-batches drawn anew each epoch.
 *
 * The rows with the largest losses of the epoch before (for the first epoch: before training) teach nothing, so that
 * anomalies among them are not learnt; which rows these are is found anew each epoch. Training ends when the held-out
 * rows are not given back better for some epochs, and the best parameters are kept.
 *
 * @param checkpoint called between batches
 * Cost: 6 × parameters × rows × epochs operations.
 */
export function trainNetwork(
  shape: NetworkShape,
  inputs: Inputs,
  settings: TrainingSettings,
  rng: Rng,
  checkpoint: () => void,
  onEpoch: OnEpoch,
): TrainedNetwork {
  const draws = { start: rng.fork(0), split: rng.fork(1), order: rng.fork(2), dropout: rng.fork(3) }
  const trainer = createTrainer(shape, settings.batch, drawParameters(shape, draws.start), settings)
  const order = Uint32Array.from({ length: inputs.rowCount }, (_, row) => row)
  shuffle(order, order.length, draws.split)
  const held = inputs.rowCount < LEAST_TO_HOLD_OUT ? 0 : Math.floor(inputs.rowCount * HELD_OUT)
  const heldRows = order.slice(0, held)
  const rows = order.slice(held)
  const losses = new Float64Array(rows.length)
  const heldLosses = new Float64Array(held)

  lossesOf(trainer, inputs, rows, losses, settings.batch, checkpoint)
  lossesOf(trainer, inputs, heldRows, heldLosses, settings.batch, checkpoint)
  const training = [trimmedMean(losses, settings.trim)]
  const heldOut = held > 0 ? [trimmedMean(heldLosses, settings.trim)] : []
  let chosen = 0
  let best = trainer.parameters.slice()
  let least = held > 0 ? heldOut[0]! : training[0]!
  // Progress is measured from here: small steps add up.
  let reference = least
  const worthwhile = least * settings.leastProgress
  let since = 0
  for (let epoch = 1; epoch <= settings.epochs && since < settings.patience; epoch++) {
    const most = quantile(losses, 1 - settings.trim)
    shuffle(rows, rows.length, draws.order)
    for (let start = 0; start < rows.length; start += settings.batch) {
      checkpoint()
      const count = Math.min(settings.batch, rows.length - start)
      trainer.forward(inputs, rows, start, count, draws.dropout)
      losses.set(trainer.losses.subarray(0, count), start)
      if (trainer.backward(most) > 0) trainer.step()
    }
    lossesOf(trainer, inputs, heldRows, heldLosses, settings.batch, checkpoint)
    training.push(trimmedMean(losses, settings.trim))
    if (held > 0) heldOut.push(trimmedMean(heldLosses, settings.trim))
    const now = held > 0 ? heldOut.at(-1)! : training.at(-1)!
    since++
    if (now < reference - worthwhile) {
      reference = now
      since = 0
    }
    if (now < least) {
      least = now
      chosen = epoch
      best = trainer.parameters.slice()
    }
    onEpoch(epoch, training, heldOut)
  }
  return { parameters: best, training, heldOut, chosen }
}

/** Losses of rows without dropout and without learning. */
function lossesOf(
  trainer: Trainer,
  inputs: Inputs,
  rows: Uint32Array,
  losses: Float64Array,
  batch: number,
  checkpoint: () => void,
): void {
  for (let start = 0; start < rows.length; start += batch) {
    checkpoint()
    const count = Math.min(batch, rows.length - start)
    trainer.forward(inputs, rows, start, count, null)
    losses.set(trainer.losses.subarray(0, count), start)
  }
}

/** Mean without the share with the largest values. */
function trimmedMean(values: Float64Array, trim: number): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  const kept = Math.max(1, Math.ceil(sorted.length * (1 - trim)))
  let sum = 0
  for (let k = 0; k < kept; k++) sum += sorted[k]!
  return sum / kept
}

function quantile(values: Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}

function shuffle(rows: Uint32Array, count: number, rng: Rng): void {
  for (let i = count - 1; i > 0; i--) {
    const j = rng.below(i + 1)
    const moved = rows[i]!
    rows[i] = rows[j]!
    rows[j] = moved
  }
}
