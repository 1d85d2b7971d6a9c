import type { Settings } from '../settings.ts'

/** Where exported rows come from and how they were ranked: what makes a file of them stand for itself. */
export interface About {
  readonly file: {
    readonly name: string
    readonly bytes: number
    /** In hex; null where it was not worked out. */
    readonly sha256: string | null
    readonly rows: number
    readonly columns: number
  }
  /** In words, e.g. `flagged rows`. */
  readonly exported: string
  readonly exportedRows: number
  /** Null while nothing is ranked. */
  readonly ranking: {
    readonly detector: string
    readonly seed: number
    readonly features: readonly string[]
    readonly flagged: number
    readonly threshold: number | null
    /** A sentence: how the threshold was chosen. */
    readonly chosen: string
    /** A sentence on how decisions changed the scores; null where they did not. */
    readonly learned: string | null
  } | null
  /** The append-only log that the decisions come from; null without any. */
  readonly log: { readonly head: string; readonly entries: number } | null
  readonly version: string
  /** Epoch ms. */
  readonly at: number
  readonly settings: Settings
}

/** As lines of a name and a value, for a sheet of their own or the metadata of a file. */
export function aboutLines(about: About): readonly (readonly [string, string | number])[] {
  const { file, ranking, log } = about
  return [
    ['File', file.name],
    ['SHA-256 of the file', file.sha256 ?? 'not worked out'],
    ['Bytes', file.bytes],
    ['Rows read', file.rows],
    ['Columns', file.columns],
    ['Written here', about.exported],
    ['Rows written', about.exportedRows],
    ...(ranking === null
      ? []
      : ([
          ['Detector', ranking.detector],
          ['Seed', ranking.seed],
          ['Columns looked at', ranking.features.join(', ')],
          ['Rows flagged', ranking.flagged],
          ['Threshold', ranking.threshold ?? 'none: no row is flagged'],
          ['How it was chosen', ranking.chosen],
          ...(ranking.learned === null ? [] : [['Learned from decisions', ranking.learned] as const]),
        ] as const)),
    ...(log === null
      ? []
      : ([
          ['Head of the decision log', log.head],
          ['Entries of the decision log', log.entries],
        ] as const)),
    ['Flagstone', about.version],
    ['Written at', new Date(about.at).toISOString()],
    ['Settings', JSON.stringify(about.settings)],
  ]
}
