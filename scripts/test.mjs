// `npm test`: every check in order. A failing step does not hide the later ones, except that the
// end-to-end tests need the build. The last line sums up the unit and the end-to-end tests.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { findOrInstallChromium, MISSING } from './find-chromium.mjs'

const RESULTS = '.cache/test-results'
const UNIT_JSON = `${RESULTS}/unit.json`
const E2E_JSON = `${RESULTS}/e2e.json`

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })

const ON_WINDOWS = process.platform === 'win32'

const outcomes = []

async function run(name, command, args, env = {}) {
  console.log(`\n=== ${name}: ${[command, ...args].join(' ')}`)
  const started = Date.now()
  const { ok, why } = await ended(
    spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell: ON_WINDOWS }),
  )
  note(name, ok, secondsSince(started) + why)
  return ok
}

/** How a step went, and why it failed where that is not its exit code. */
function ended(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, why: `, ${error.message}` }))
    child.on('exit', (status, signal) =>
      resolve({ ok: status === 0, why: signal ? `, ended by ${signal}` : '' }),
    )
  })
}

const secondsSince = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`

/** Starts a step beside the others; what it says is shown when it is waited for. */
function start(name, command, args) {
  const file = `${RESULTS}/${name}.txt`
  const output = openSync(file, 'w')
  const started = Date.now()
  const done = ended(spawn(command, args, { stdio: ['ignore', output, output], shell: ON_WINDOWS })).then(
    ({ ok, why }) => ({ ok, detail: secondsSince(started) + why }),
  )
  return async () => {
    const { ok, detail } = await done
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

// The linter takes longer than the other checks together, on one processor.
const lint = start('lint', 'npm', ['run', '-s', 'lint'])
for (const script of ['typecheck', 'depcruise', 'knip', 'format:check'])
  await run(script, 'npm', ['run', '-s', script])

await run('test:unit', 'npx', [
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

await lint()

const built = await run('build', 'npm', ['run', '-s', 'build'])
let e2e = { passed: 0, failed: 0 }
const chromium = findOrInstallChromium()
if (!built) note('test:e2e', false, 'not run: the build failed')
else if (!chromium) note('test:e2e', false, `not run: ${MISSING}`)
else {
  await run('test:e2e', 'npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'], {
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
