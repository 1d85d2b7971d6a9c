// `npm test`: every check in order. A failing step does not hide the later ones, except that the
// end-to-end tests need the build. The last line sums up the unit and the end-to-end tests.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { findOrInstallChromium, MISSING } from './find-chromium.mjs'

const RESULTS = '.cache/test-results'
const UNIT_JSON = `${RESULTS}/unit.json`
const E2E_JSON = `${RESULTS}/e2e.json`

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })

const outcomes = []

function run(name, command, args, env = {}) {
  console.log(`\n=== ${name}: ${[command, ...args].join(' ')}`)
  const started = Date.now()
  const { status, signal, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (error) console.log(error.message)
  const ok = status === 0
  note(name, ok, `${((Date.now() - started) / 1000).toFixed(1)} s${signal ? `, ended by ${signal}` : ''}`)
  return ok
}

/** Starts a step beside the others; what it says is shown when it is waited for. */
function start(name, command, args) {
  const file = `${RESULTS}/${name}.txt`
  const output = openSync(file, 'w')
  const started = Date.now()
  const child = spawn(command, args, {
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  })
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, detail: error.message }))
    child.on('exit', (status, signal) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      resolve({ ok: status === 0, detail: `${seconds} s${signal ? `, ended by ${signal}` : ''}` })
    })
  })
  return async () => {
    const { ok, detail } = await ended
    closeSync(output)
    console.log(`\n=== ${name}: ${[command, ...args].join(' ')}`)
    process.stdout.write(readFileSync(file, 'utf8'))
    note(name, ok, detail)
  }
}

function note(name, ok, detail) {
  outcomes.push({ name, ok, detail })
  console.log(`=== ${name}: ${ok ? 'ok' : 'FAILED'} (${detail})`)
}

/** Reads counts that a test runner wrote; no file or no test at all is a failure. */
function counts(name, file, read) {
  let result
  try {
    result = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    note(`${name} results`, false, `none written: ${error.message}`)
    return { passed: 0, failed: 1 }
  }
  if (result.passed + result.failed === 0) note(`${name} results`, false, 'not one test ran')
  return result
}

// The linter takes as long as the other checks together, on one processor.
const lint = start('lint', 'npm', ['run', '-s', 'lint'])
for (const script of ['typecheck', 'depcruise', 'knip', 'format:check'])
  run(script, 'npm', ['run', '-s', script])
await lint()

run('test:unit', 'npx', [
  '--no-install',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${UNIT_JSON}`,
])
const unit = counts('test:unit', UNIT_JSON, (report) => ({
  passed: report.numPassedTests,
  // A file that does not load has no tests, and must not go unseen.
  failed:
    report.numFailedTests +
    report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length,
}))

const built = run('build', 'npm', ['run', '-s', 'build'])
let e2e = { passed: 0, failed: 0 }
const chromium = findOrInstallChromium()
if (!built) note('test:e2e', false, 'not run: the build failed')
else if (!chromium) note('test:e2e', false, `not run: ${MISSING}`)
else {
  run('test:e2e', 'npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: E2E_JSON,
  })
  e2e = counts('test:e2e', E2E_JSON, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }))
}

console.log('\nSteps')
for (const { name, ok, detail } of outcomes) console.log(`  ${ok ? 'ok    ' : 'FAILED'} ${name} (${detail})`)
const failedSteps = outcomes.filter(({ ok }) => !ok)
if (failedSteps.length > 0) console.log(`Failed steps: ${failedSteps.map(({ name }) => name).join(', ')}`)
console.log(`${unit.passed + e2e.passed} passed, ${unit.failed + e2e.failed} failed`)
process.exitCode = failedSteps.length > 0 || unit.failed + e2e.failed > 0 ? 1 : 0
