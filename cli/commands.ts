import type { PreprocessingChoice } from '../src/analysis/preprocess/preprocessing.ts'
import type { CutChoice } from '../src/analysis/settings.ts'

/** What was asked for; an absent field was not said. */
export type Command =
  | DetectCommand
  | CompareCommand
  | InspectCommand
  | ProfileCommand
  | AskCommand
  | DetectorsCommand
  | DecisionsCommand
  | ReportCommand
  | TellCommand

interface TellCommand {
  readonly command: 'help' | 'version'
}

export interface DetectCommand {
  readonly command: 'detect'
  /** A path, or `-`. */
  readonly input: string
  readonly detector?: string
  readonly params: Readonly<Record<string, string>>
  readonly cut?: CutChoice
  readonly seed?: number
  readonly features?: readonly string[]
  /** What is done to the cells, and which rows are fitted on. */
  readonly preprocessing?: PreprocessingChoice
  readonly sampleRows?: number
  readonly settings?: string
  /** A decision log: its decisions go into what is written, and change the order where the settings say so. */
  readonly decisions?: string
  readonly out?: string
  readonly scores?: string
  readonly totals?: string
  /** The column that holds the answer. */
  readonly label?: string
  /** Values of the label that mean an anomaly, and a normal row. */
  readonly positive?: readonly string[]
  readonly negative?: readonly string[]
  readonly beta?: number
  readonly k?: number
  readonly curves?: string
  readonly verbatim: boolean
  readonly json: boolean
}

/** Other rankings of the same rows beside the one that `detect` would make. */
export interface CompareCommand {
  readonly command: 'compare' | 'stability' | 'planted'
  readonly detect: DetectCommand
  /** Ids of the detectors to compare. */
  readonly detectors?: readonly string[]
  readonly seeds?: number
  readonly perKind?: number
  readonly rounds?: number
}

export interface InspectCommand {
  readonly command: 'inspect'
  readonly input: string
  readonly settings?: string
  readonly json: boolean
}

export interface ProfileCommand {
  readonly command: 'profile'
  readonly input: string
  readonly settings?: string
  readonly json: boolean
}

/** What detectors there are. */
export interface DetectorsCommand {
  readonly command: 'detectors'
  readonly json: boolean
}

/** The report on a ranking, as one HTML file. */
export interface ReportCommand {
  readonly command: 'report'
  readonly detect: DetectCommand
  readonly out: string
  readonly title?: string
  readonly by?: string
  readonly rows?: number
  readonly without: readonly string[]
}

/** What a decision log holds, and whether its chain does. */
export interface DecisionsCommand {
  readonly command: 'decisions'
  readonly log: string
  /** The file that the decisions should be on. */
  readonly of?: string
  /** The head, or the beginning of it, that was printed. */
  readonly head?: string
  readonly json: boolean
}

export interface AskCommand {
  readonly command: 'ask'
  readonly input: string
  readonly question: string
  /** JSON. */
  readonly request: string
  readonly settings?: string
  /** Rank the rows first: for questions about scores. */
  readonly ranked: boolean
  /** Print also what has an entry per row. */
  readonly perRow: boolean
}
