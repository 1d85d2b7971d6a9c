import type { DatasetSummary } from '../src/analysis/pipeline/results.ts'

/** What was inferred from a file, as `inspect --json` prints it. */
export function inspectReport({ columns, read }: DatasetSummary) {
  return {
    encoding: read.encoding,
    delimiter: read.delimiter,
    quote: read.quote,
    skipped_lines: read.skippedLines,
    header: read.header,
    rows: read.rowsRead,
    columns: columns.map(({ name, type, role, missing, unreadable, format }) => {
      return { name, type, role, missing, unreadable, format: format.code }
    }),
    rows_skipped: read.rowsSkipped.map(({ reason, count }) => ({ reason, count })),
    warnings: read.warnings.map(({ message }) => message),
  }
}

/** The same for people. */
export function inspectText(summary: DatasetSummary): string {
  const { read, columns } = summary
  const lines = [
    `${summary.name}: ${count(summary.rowCount)} rows × ${count(columns.length)} columns`,
    `Encoding ${read.encoding}, delimiter ${JSON.stringify(read.delimiter)}, quote ${JSON.stringify(read.quote)}, ${
      read.header ? 'with' : 'without'
    } a header, ${count(read.skippedLines)} lines skipped before it`,
    '',
    ...aligned([
      ['column', 'type', 'role', 'missing', 'unreadable', 'format', 'example'],
      ...columns.map(({ name, type, role, missing, unreadable, format, example }) => {
        return [name, type, role, count(missing), count(unreadable), format.label, example]
      }),
    ]),
    ...read.rowsSkipped.map(({ reason, count: skipped }) => `Rows skipped: ${count(skipped)} (${reason})`),
    ...read.warnings.map(({ message }) => `Note: ${message}`),
  ]
  return `${lines.join('\n')}\n`
}

export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** Columns of text under each other; long cells are cut. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const cut = rows.map((row) => row.map((cell) => (cell.length > 60 ? `${cell.slice(0, 59)}…` : cell)))
  const widths = cut[0]?.map((_, c) => Math.max(...cut.map((row) => row[c]?.length ?? 0))) ?? []
  return cut.map((row) =>
    row
      .map((cell, c) => cell.padEnd(widths[c] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
