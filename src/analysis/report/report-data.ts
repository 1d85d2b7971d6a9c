import type { DecisionLabel } from '../decisions/decision.ts'
import type { DecidedEstimate } from '../evaluate/decided-quality.ts'
import type { Figures } from '../evaluate/figures.ts'
import type { Confusion } from '../evaluate/ranked-labels.ts'
import type { About } from '../export/about.ts'
import type { FlaggedGroups } from '../groups/groups.ts'
import type { ControlTotals } from '../pipeline/totals.ts'
import type { DatasetSummary, Ranking } from '../pipeline/results.ts'
import type { Bars } from './svg-bars.ts'

/** The parts of a report that can be left out. */
export const REPORT_SECTIONS = [
  'columns',
  'plots',
  'groups',
  'rows',
  'decisions',
  'metrics',
  'settings',
] as const
export type ReportSection = (typeof REPORT_SECTIONS)[number]

/** What is asked of a report. */
export interface ReportChoice {
  readonly title: string
  /** Whose report it is; empty: nobody's. */
  readonly by: string
  readonly sections: readonly ReportSection[]
  /** Rows listed at most, the most anomalous. */
  readonly topRows: number
}

/** Everything that a report says; a page is made of it without asking further. */
export interface ReportData {
  readonly choice: ReportChoice
  readonly about: About
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly detector: { readonly name: string; readonly summary: string }
  readonly cut: number
  readonly totals: ControlTotals
  readonly plots: readonly ReportPlot[]
  readonly correlations: ReportCorrelations | null
  readonly groups: FlaggedGroups | null
  readonly rows: ReportRows
  readonly decisions: ReportDecisions | null
  readonly metrics: ReportMetrics | null
  /** The decision log as a file, to be kept with the report; null without one, or where it is too long. */
  readonly logText: string | null
}

export interface ReportPlot {
  readonly title: string
  readonly bars: Bars
}

export interface ReportCorrelations {
  readonly names: readonly string[]
  /** size × size, row by row. */
  readonly values: readonly number[]
  readonly rows: number
  readonly summary: string
}

/** The most anomalous rows with some of their cells. */
export interface ReportRows {
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly rank: number
    readonly line: number
    readonly score: number
    readonly flagged: boolean
    readonly label: DecisionLabel | null
    readonly cells: readonly string[]
    readonly reasons: readonly string[]
  }[]
}

export interface ReportDecisions {
  readonly rows: number
  readonly labels: Readonly<Record<DecisionLabel, number>>
  /** Of the flagged rows. */
  readonly estimate: DecidedEstimate
  readonly reviewers: readonly string[]
  readonly listed: readonly {
    readonly rank: number
    readonly line: number
    readonly score: number
    readonly label: DecisionLabel | null
    readonly reason: string
    readonly note: string
    readonly reviewer: string
    readonly at: number
  }[]
}

export interface ReportMetrics {
  readonly label: string
  readonly anomalies: number
  readonly normals: number
  readonly leftOut: number
  readonly auroc: number
  readonly averagePrecision: number
  readonly confusion: Confusion
  readonly figures: Figures
}
