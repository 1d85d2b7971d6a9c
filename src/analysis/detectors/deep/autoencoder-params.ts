import type { DetectorParams, ParamInfo } from '../detector.ts'

export interface AutoencoderParams extends DetectorParams {
  /** Units of the layers beside the bottleneck; 0: chosen from the number of columns. */
  readonly outer: number
  /** Units of the narrowest layer; 0: chosen from the number of columns. */
  readonly bottleneck: number
  /** Networks, each from other random weights. */
  readonly networks: number
  /** Passes over the rows at most. */
  readonly epochs: number
  /** Share of the rows that teaches nothing. */
  readonly trim: number
  readonly dropout: number
  readonly weightDecay: number
  /** Adam's learning rate. */
  readonly rate: number
}

export const AUTOENCODER_PARAMS: readonly ParamInfo[] = [
  {
    kind: 'number',
    key: 'bottleneck',
    label: 'Units of the narrowest layer',
    help: 'How many numbers a row is squeezed into. 0: the square root of the number of columns. Always fewer than columns.',
    min: 0,
    max: 256,
    step: 1,
    integer: true,
  },
  {
    kind: 'number',
    key: 'outer',
    label: 'Units of the layers beside it',
    help: 'More can follow more winding patterns. 0: 16, or as many as the narrowest layer has.',
    min: 0,
    max: 512,
    step: 1,
    integer: true,
  },
  {
    kind: 'number',
    key: 'networks',
    label: 'Networks',
    help: 'Each begins with other random weights; their errors are averaged. More are steadier, and cost in proportion.',
    min: 1,
    max: 50,
    step: 1,
    integer: true,
  },
  {
    kind: 'number',
    key: 'epochs',
    label: 'Epochs at most',
    help: 'Passes over the rows. Training ends earlier when rows that are held out are not given back better any more.',
    min: 1,
    max: 2000,
    step: 1,
    integer: true,
  },
  {
    kind: 'number',
    key: 'trim',
    label: 'Share not learnt from',
    help: 'The rows that are given back worst teach nothing, so that anomalies are not learnt. About the share of anomalies that you expect.',
    min: 0,
    max: 0.5,
    step: 0.01,
    integer: false,
  },
  {
    kind: 'number',
    key: 'dropout',
    label: 'Dropout',
    help: 'The share of units that is silent at random in each step of training. Makes networks follow less of the detail.',
    min: 0,
    max: 0.8,
    step: 0.05,
    integer: false,
  },
  {
    kind: 'number',
    key: 'weightDecay',
    label: 'Weight decay',
    help: 'Keeps weights small: half of this times their squares is added to the loss.',
    min: 0,
    max: 1,
    step: 0.001,
    integer: false,
  },
  {
    kind: 'number',
    key: 'rate',
    label: 'Learning rate',
    help: 'How far a step of training goes. Smaller takes more epochs.',
    min: 0.0005,
    max: 0.1,
    step: 0.0005,
    integer: false,
  },
]
