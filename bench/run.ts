/**
 * `npm run bench`: runs the benchmarks one after another, each in a process of its own, and prints
 * one JSON object, then a table. `npm run bench -- score browser` runs the named ones only; what follows the
 * first option goes to them, as in `npm run bench -- detectors --only ecod`.
 * A benchmark prints a JSON object as its last lines; `results` in it become lines of the table.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

const ALL = ['score', 'end-to-end', 'profile', 'correlation', 'detectors', 'browser', 'explore', 'feedback']

interface BenchResult {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost?: number
  readonly atLeast?: number
}

interface Outcome {
  readonly name: string
  readonly ok: boolean
  readonly report: unknown
}

async function runOne(name: string): Promise<Outcome> {
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', `bench/${name}.ts`, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    process.stderr.write(text)
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { name, ok: code === 0, report: lastJson(output) }
}

/** The JSON object or array that the output ends with, on one line or on several. */
function lastJson(output: string): unknown {
  const text = output.trimEnd()
  for (const start of [...text.matchAll(/^[{[]/gm)].reverse()) {
    try {
      return JSON.parse(text.slice(start.index))
    } catch {
      // An inner bracket at the start of a line: an earlier one may open the object.
    }
  }
  return null
}

function resultsOf(report: unknown): readonly BenchResult[] {
  if (typeof report !== 'object' || report === null || !('results' in report)) return []
  return Array.isArray(report.results) ? report.results.filter(isResult) : []
}

function isResult(value: unknown): value is BenchResult {
  return typeof value === 'object' && value !== null && 'what' in value && 'value' in value && 'unit' in value
}

function met({ value, atMost, atLeast }: BenchResult): boolean {
  return (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast)
}

function line(name: string, result: BenchResult): string {
  const { what, value, unit, atMost, atLeast } = result
  const aim = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : ''
  const figure = `${Number(value.toPrecision(3)).toLocaleString('en-US')} ${unit}`
  return `| ${name} | ${what} | ${figure} | ${aim} | ${aim === '' ? '' : met(result) ? 'met' : 'MISSED'} |`
}

const given = process.argv.slice(2)
const firstOption = given.findIndex((argument) => argument.startsWith('--'))
const named = firstOption < 0 ? given : given.slice(0, firstOption)
const options = firstOption < 0 ? [] : given.slice(firstOption)
const names = (named.length > 0 ? named : ALL).filter((name) => existsSync(`bench/${name}.ts`))
if (names.length === 0) throw new Error(`no such benchmark; there are: ${ALL.join(', ')}`)
if (names.includes('browser') || names.includes('explore'))
  execFileSync('npm', ['run', '-s', 'build'], { stdio: ['ignore', 2, 2] })

const outcomes: Outcome[] = []
for (const name of names) {
  console.error(`\n=== ${name}`)
  outcomes.push(await runOne(name))
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
const json = JSON.stringify(
  { machine, benchmarks: Object.fromEntries(outcomes.map(({ name, report }) => [name, report])) },
  null,
  2,
)
mkdirSync('bench/results', { recursive: true })
writeFileSync('bench/results/latest.json', `${json}\n`)
console.log(json)
console.log(`\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}\n`)
console.log('| benchmark | what | measured | aim | |\n| --- | --- | ---: | --- | --- |')
for (const { name, report } of outcomes)
  for (const result of resultsOf(report)) console.log(line(name, result))
for (const { name, ok } of outcomes) if (!ok) console.log(`\n${name} FAILED`)
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
