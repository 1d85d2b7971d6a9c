import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { FeatureMatrix } from '../src/analysis/features/feature-matrix.ts'
import { matrixOf } from '../src/analysis/detectors/test-data.ts'

export interface LabelledSet {
  readonly name: string
  readonly x: FeatureMatrix
  /** (rows,) 1 = anomaly. */
  readonly labels: Uint8Array
}

/** The names of the sets in a folder: NAME.csv or NAME.csv.gz. */
export function setNames(folder: string): string[] {
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.csv(\.gz)?$/.exec(file)?.[1] ?? [])
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/**
 * Reads a set: a header, numbers only, and a column `label` that is 1 for an anomaly and 0 otherwise.
 *
 * @returns null for a file without a column `label`, such as a list of the sets
 * @throws Error that names the file, the line and the column of a cell that is not a number
 */
export function readSet(folder: string, name: string): LabelledSet | null {
  const path = join(folder, `${name}.csv`)
  const text = readText(path)
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  const labelAt = names.indexOf('label')
  if (labelAt < 0) return null
  const features = names.flatMap((_, c) => (c === labelAt ? [] : [c]))
  const columns = features.map(() => new Float32Array(lines.length))
  const labels = new Uint8Array(lines.length)
  for (const [row, line] of lines.entries()) {
    const cells = line.split(',')
    const number = (c: number) => {
      const value = Number(cells[c])
      if (cells[c]?.trim() && Number.isFinite(value)) return value
      throw new Error(`${path}, line ${row + 2}: ${names[c]} is ${JSON.stringify(cells[c])}, not a number`)
    }
    labels[row] = number(labelAt)
    for (const [k, c] of features.entries()) columns[k]![row] = number(c)
  }
  return { name, x: matrixOf(columns), labels }
}

/** The text of a file, or of its compressed twin. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return gunzipSync(readFileSync(`${path}.gz`)).toString('utf8')
  }
}
