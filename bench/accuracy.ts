/**
 * How well the detectors rank known anomalies: mean area under the ROC curve and mean average
 * precision over a folder of NAME.csv or NAME.csv.gz, numbers only, with a column `label` (1 = anomaly).
 *
 *   node scripts/run-ts.mjs bench/accuracy.ts FOLDER [seeds]
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { DetectorParams } from '../src/analysis/detectors/detector.ts'
import { findDetector } from '../src/analysis/detectors/registry.ts'
import { matrixOf, quietRun } from '../src/analysis/detectors/test-data.ts'
import type { FeatureMatrix } from '../src/analysis/features/feature-matrix.ts'

const [folder, seedCount = '3'] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: bench/accuracy.ts FOLDER [seeds]')
const seeds = Array.from({ length: Number(seedCount) }, (_, i) => i + 1)
const sets = readdirSync(folder)
  .filter((name) => /\.csv(\.gz)?$/.test(name))
  .flatMap((name) => readSet(join(folder, name), name) ?? [])

const variants: readonly { detector: string; params: DetectorParams }[] = [
  { detector: 'iforest', params: { columnChoice: 'even' } },
  { detector: 'iforest', params: { columnChoice: 'heavy-tailed' } },
]
console.log('| set | ' + variants.map((v) => Object.values(v.params).join()).join(' | ') + ' |')
const totals = variants.map(() => ({ auroc: 0, precision: 0 }))
for (const set of sets) {
  const cells = variants.map(({ detector, params }, v) => {
    const found = findDetector(detector)
    const sum = { auroc: 0, precision: 0 }
    for (const seed of seeds) {
      const model = found.fit(set.x, { ...found.defaults, ...params }, quietRun(seed))
      const quality = qualityOf(found.score(model, set.x, quietRun(seed)), set.labels)
      sum.auroc += quality.auroc / seeds.length
      sum.precision += quality.precision / seeds.length
    }
    totals[v]!.auroc += sum.auroc / sets.length
    totals[v]!.precision += sum.precision / sets.length
    return `${sum.auroc.toFixed(3)} / ${sum.precision.toFixed(3)}`
  })
  console.log(`| ${set.name} | ${cells.join(' | ')} |`)
}
console.log(
  JSON.stringify({ sets: sets.length, seeds, variants, meanAurocAndAveragePrecision: totals }, null, 2),
)

interface LabelledSet {
  readonly name: string
  readonly x: FeatureMatrix
  readonly labels: Uint8Array
}

/** Null for a file without a column `label`. */
function readSet(path: string, name: string): LabelledSet | null {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  const labelAt = names.indexOf('label')
  if (labelAt < 0) return null
  const features = names.flatMap((_, c) => (c === labelAt ? [] : [c]))
  const columns = features.map(() => new Float32Array(lines.length))
  const labels = new Uint8Array(lines.length)
  for (const [row, line] of lines.entries()) {
    const cells = line.split(',')
    labels[row] = Number(cells[labelAt])
    for (const [k, c] of features.entries()) columns[k]![row] = Number(cells[c])
  }
  return { name, x: matrixOf(columns), labels }
}

/** Ties share their ranks (AUROC) and enter together (average precision). */
function qualityOf(scores: Float32Array, labels: Uint8Array): { auroc: number; precision: number } {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  const positives = labels.reduce((sum, label) => sum + label, 0)
  let hits = 0
  let misses = 0
  let area = 0
  let precision = 0
  for (let start = 0; start < order.length;) {
    let end = start
    let hitsHere = 0
    while (end < order.length && scores[order[end]!] === scores[order[start]!])
      hitsHere += labels[order[end++]!]!
    const missesHere = end - start - hitsHere
    area += missesHere * (hits + hitsHere / 2)
    hits += hitsHere
    misses += missesHere
    precision += (hitsHere / positives) * (hits / (hits + misses))
    start = end
  }
  return { auroc: area / (positives * misses), precision }
}
