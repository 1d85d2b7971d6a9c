/**
 * How well the detectors rank known anomalies: area under the ROC curve (AUROC) and average precision (AP) over
 * a folder of NAME.csv or NAME.csv.gz, numbers only, with a column `label` (1 = anomaly). Labels are not used in
 * fitting. Detectors that use chance are run once per seed, and their figures averaged.
 *
 *   npm run bench:accuracy -- --data FOLDER [--detectors auto,knn,eif:trees=300] [--sets a,b] [--seeds 5] [--out FILE.json]
 *
 * Where the folder has a `reference_scores.csv`, means are compared over the sets that the reference has.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Detector, DetectorParams } from '../src/analysis/detectors/detector.ts'
import { validateParams } from '../src/analysis/detectors/params.ts'
import { detectors, findDetector } from '../src/analysis/detectors/registry.ts'
import { quietRun } from '../src/analysis/detectors/test-data.ts'
import { UsageError } from '../src/analysis/errors.ts'
import { auroc } from '../src/analysis/evaluate/auroc.ts'
import { averagePrecision } from '../src/analysis/evaluate/average-precision.ts'
import { rankScores } from '../src/analysis/ranking/rank-scores.ts'
import { readReferences, REFERENCE_OF, type Quality } from './accuracy-references.ts'
import { readSet, setNames, type LabelledSet } from './labelled-sets.ts'

interface Contestant {
  /** As it was asked for, e.g. `knn:k=10`. */
  readonly name: string
  readonly detector: Detector
  readonly params: DetectorParams
}

interface Figures extends Quality {
  /** Standard deviation of the AUROC over the seeds; 0 for a detector without chance. */
  readonly aurocSd: number
  readonly seconds: number
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    detectors: { type: 'string' },
    sets: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    out: { type: 'string' },
  },
})
if (values.data === undefined) {
  console.error(
    'usage: npm run bench:accuracy -- --data FOLDER [--detectors a,b:key=value] [--sets a,b] [--seeds 5] [--out FILE.json]',
  )
  process.exit(2)
}
const folder = values.data
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
const contestants = (values.detectors?.split(',') ?? detectors.map(({ info }) => info.id)).map(contestant)
const wanted = values.sets?.split(',')
const references = readReferences(folder)
const figures = new Map<string, Map<string, Figures>>(contestants.map(({ name }) => [name, new Map()]))
const shapes: { name: string; rows: number; columns: number; anomalies: number }[] = []

console.log(`| set | ${contestants.map(({ name }) => name).join(' | ')} |`)
console.log(`| --- |${' ---: |'.repeat(contestants.length)}`)
for (const name of setNames(folder)) {
  if (wanted !== undefined && !wanted.includes(name)) continue
  const set = readSet(folder, name)
  if (set === null) continue
  const { x, labels } = set
  const anomalies = labels.reduce((sum, label) => sum + label, 0)
  shapes.push({ name, rows: x.rowCount, columns: x.columns.length, anomalies })
  const cells = contestants.map((one) => {
    const result = measure(one, set)
    if (result === null) return '–'
    figures.get(one.name)!.set(name, result)
    return `${three(result.auroc)} / ${three(result.ap)}`
  })
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}

console.log('\n| detector | sets | AUROC | AP | reference | its AUROC | its AP | difference | seconds |')
console.log('| --- | ---: | ---: | ---: | --- | ---: | ---: | --- | ---: |')
const means = contestants.map((one) => {
  const own = figures.get(one.name)!
  const reference = REFERENCE_OF[one.detector.info.id]
  const theirs = reference === undefined ? undefined : references.get(reference)
  const shared = [...own.keys()].filter((set) => theirs?.has(set) === true)
  const all = meanOf([...own.values()])
  const ours = meanOf(shared.map((set) => own.get(set)!))
  const held = meanOf(shared.map((set) => theirs!.get(set)!))
  const seconds = [...own.values()].reduce((sum, result) => sum + result.seconds, 0)
  const against =
    theirs === undefined || shared.length === 0
      ? '– | | | '
      : `${reference} (${shared.length} sets) | ${four(held.auroc)} | ${four(held.ap)} | ` +
        `${signed(ours.auroc - held.auroc)} / ${signed(ours.ap - held.ap)}`
  console.log(
    `| ${one.name} | ${own.size} | ${four(all.auroc)} | ${four(all.ap)} | ${against} | ${seconds.toFixed(1)} |`,
  )
  const compared = shared.length === 0 ? null : { name: reference, sets: shared.length, ours, theirs: held }
  return { detector: one.name, sets: own.size, ...all, reference: compared, seconds }
})
const report = {
  seeds,
  sets: shapes,
  means,
  figures: Object.fromEntries([...figures].map(([name, sets]) => [name, Object.fromEntries(sets)])),
}
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`)
else console.log(`\n${JSON.stringify({ seeds, means })}`)

/** `id` or `id:key=value;key=value`. */
function contestant(name: string): Contestant {
  const [id = '', pairs = ''] = name.split(':')
  const detector = findDetector(id)
  const given = pairs.split(';').flatMap((pair) => {
    const [key = '', value = ''] = pair.split('=')
    if (key === '') return []
    const isText = Number.isNaN(Number(value)) || typeof detector.defaults[key] === 'string'
    return [[key, isText ? value : Number(value)]]
  })
  const params = validateParams(
    detector.info,
    detector.defaults,
    Object.fromEntries(given) as Record<string, unknown>,
  )
  return { name, detector, params }
}

/** Null where the detector refuses the set. */
function measure({ detector, params }: Contestant, { x, labels }: LabelledSet): Figures | null {
  const started = performance.now()
  const runs: Quality[] = []
  try {
    for (const seed of detector.info.seeded ? seeds : [1]) {
      const model = detector.fit(x, params, quietRun(seed))
      const scores = detector.score(model, x, quietRun(seed))
      const order = rankScores(scores)
      runs.push({ auroc: auroc(scores, labels, order), ap: averagePrecision(scores, labels, order) })
    }
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
  const mean = meanOf(runs)
  const squares = runs.reduce((sum, run) => sum + (run.auroc - mean.auroc) ** 2, 0)
  return {
    ...mean,
    aurocSd: runs.length < 2 ? 0 : Math.sqrt(squares / (runs.length - 1)),
    seconds: (performance.now() - started) / 1000 / runs.length,
  }
}

function meanOf(list: readonly Quality[]): Quality {
  const mean = (pick: (one: Quality) => number) => list.reduce((sum, one) => sum + pick(one), 0) / list.length
  return { auroc: mean(({ auroc }) => auroc), ap: mean(({ ap }) => ap) }
}

function three(value: number): string {
  return value.toFixed(3).replace(/^0/, '')
}

function four(value: number): string {
  return value.toFixed(4).replace(/^0/, '')
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${four(Math.abs(value))}`
}
