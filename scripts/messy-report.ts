/**
 * Reads every file of a folder of awkward CSV files and compares rows and columns with its
 * manifest.csv (columns `file`, `expected_rows`, `expected_cols`; `?` means debatable, `N (M if …)`
 * accepts both).
 *
 *   npx esbuild scripts/messy-report.ts --bundle --platform=node --format=esm --outfile=.cache/messy-report.mjs
 *   node .cache/messy-report.mjs FOLDER [--all]
 */
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import { FlagstoneError } from '../src/analysis/errors.ts'
import { readTable } from '../src/analysis/table/read-table.ts'
import { streamRows } from '../src/analysis/table/stream-rows.ts'

interface Expected {
  readonly file: string
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

function fileSource(path: string): ByteSource {
  return { name: path, size: statSync(path).size, open: () => createReadStream(path) }
}

async function manifest(path: string): Promise<Expected[]> {
  const source = fileSource(path)
  const hooks = { progress: () => undefined, checkpoint: () => undefined }
  const { plan, table } = await readTable(source, { dialect: { delimiter: ',', header: true } }, hooks)
  const at = (name: string) => table.columns.findIndex((column) => column.name === name)
  const expected: Expected[] = []
  for await (const batch of streamRows(source, plan, hooks)) {
    for (const row of batch.rows) {
      expected.push({
        file: row[at('file')] ?? '',
        rows: numbers(row[at('expected_rows')] ?? ''),
        columns: numbers(row[at('expected_cols')] ?? ''),
      })
    }
  }
  return expected
}

function numbers(text: string): number[] {
  return text.includes('?') ? [] : [...text.matchAll(/\d+/g)].map((match) => Number(match[0]))
}

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('usage: node messy-report.mjs FOLDER [--all]\n')
  process.exit(2)
}
const all = process.argv.includes('--all')
let determinate = 0
let right = 0
let crashed = 0
for (const { file, rows, columns } of await manifest(join(folder, 'manifest.csv'))) {
  const path = join(folder, file)
  const debatable = rows.length === 0 || columns.length === 0
  if (!debatable) determinate++
  const begun = performance.now()
  let outcome: string
  let good = false
  try {
    readFileSync(path)
    const hooks = { progress: () => undefined, checkpoint: () => undefined }
    const { table, summary } = await readTable(fileSource(path), {}, hooks)
    good = rows.includes(table.rowCount) && columns.includes(table.columns.length)
    outcome =
      `${table.rowCount} × ${table.columns.length} (expected ${rows.join('|') || '?'} × ${columns.join('|') || '?'}) ` +
      `${summary.encoding} ${JSON.stringify(summary.delimiter)} ${JSON.stringify(summary.quote)} header=${summary.header} skipped=${summary.skippedLines} ` +
      table.columns
        .slice(0, 8)
        .map((column) => `${column.name.slice(0, 12)}:${column.format.code}`)
        .join(' ')
  } catch (error) {
    outcome = error instanceof FlagstoneError ? `${error.code}: ${error.message}` : `CRASH ${String(error)}`
    if (!(error instanceof FlagstoneError)) crashed++
  }
  const ms = Math.round(performance.now() - begun)
  if (good) right++
  if (all || debatable || !good)
    console.log(`${debatable ? 'debatable' : good ? 'ok' : 'DIFFERS'}  ${file}  ${ms} ms\n    ${outcome}`)
}
console.log(
  `${right} of ${determinate} determinate files as expected (${((100 * right) / determinate).toFixed(1)} %); ${crashed} crashed`,
)
