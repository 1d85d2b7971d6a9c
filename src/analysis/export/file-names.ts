/** The source file's name without its ending, for names of what is made from it. */
export function stemOf(name: string): string {
  const stem = name.replace(/\.gz$/i, '').replace(/\.(csv|tsv|tab|txt|xlsx|xlsm)$/i, '')
  return stem === '' ? 'flagstone' : stem
}

/**
 * E.g. `payments-flagged-20-of-1000.csv`, `payments-selected-312-of-1000.xlsx`,
 * `payments-scored-1000-flagged-20.parquet`: the file and the cut that it came from. With decisions it goes on
 * with the beginning of their log's head, `-log-1f2e3d4c5b6a7980`.
 *
 * @param rows rows of the source
 * @param written rows of what is written
 */
export function exportFileName(
  source: string,
  what: 'flagged' | 'selected' | 'all',
  written: number,
  rows: number,
  cut: number,
  logHead: string | null,
  ending: string,
): string {
  const which = what === 'all' ? `scored-${rows}-flagged-${cut}` : `${what}-${written}-of-${rows}`
  const log = logHead === null ? '' : `-log-${logHead.slice(0, LOG_DIGITS)}`
  return `${stemOf(source)}-${which}${log}.${ending}`
}

/** Enough to tell logs apart; whole it stands inside the files. */
const LOG_DIGITS = 16

/** E.g. `payments-control-totals.csv`. */
export function totalsFileName(source: string): string {
  return `${stemOf(source)}-control-totals.csv`
}
