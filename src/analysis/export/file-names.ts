/** The source file's name without its ending, for names of what is made from it. */
export function stemOf(name: string): string {
  const stem = name.replace(/\.gz$/i, '').replace(/\.(csv|tsv|tab|txt|xlsx|xlsm)$/i, '')
  return stem === '' ? 'flagstone' : stem
}

/** E.g. `payments-flagged-20-of-1000.csv`: the file and the cut that it came from. */
export function flaggedFileName(source: string, cut: number, rows: number): string {
  return `${stemOf(source)}-flagged-${cut}-of-${rows}.csv`
}

/** E.g. `payments-selected-312-of-1000.csv`. */
export function selectedFileName(source: string, selected: number, rows: number): string {
  return `${stemOf(source)}-selected-${selected}-of-${rows}.csv`
}

/** E.g. `payments-scored-1000.csv`. */
export function allRowsFileName(source: string, cut: number, rows: number): string {
  return `${stemOf(source)}-scored-${rows}-flagged-${cut}.csv`
}

/** E.g. `payments-control-totals.csv`. */
export function totalsFileName(source: string): string {
  return `${stemOf(source)}-control-totals.csv`
}
