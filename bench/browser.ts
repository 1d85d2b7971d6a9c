/**
 * Benchmarks that need a browser: what a threshold move costs at a million rows, the longest task
 * during a drag, scoring in Chromium against Node, a pool of two against one, the first load.
 * Prints one JSON object. Needs a built site (`npm run build`).
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Browser, CDPSession } from '@playwright/test'
import { build } from 'esbuild'
import { createInlineRunner } from '../src/analysis/pipeline/inline-runner.ts'
import { timeLearning } from './browser-learning.ts'
import { answers, FOLDER, openFile, serve, startBrowser, writeData } from './browser-site.ts'
import { mainThreadTasks, type MainThreadTasks } from './browser-trace.ts'
import { scoringJob, timeScoring, type ScoringTime } from './scoring-job.ts'

declare function scoreWithPool(
  rows: number,
  features: number,
  workers: number,
  runs: number,
): Promise<ScoringTime>

const PORT = 4391
const SMALL = 10_000
const LARGE = 1_000_000
const SCORED = { rows: LARGE, features: 10, runs: 5 }
/** Rows that enter or leave with each measured move. */
const MOVED = 1000
const MOVES = 16

interface MoveCost {
  /** Median main-thread scripting time of one move, until the next picture is on the screen. */
  readonly moveMs: number
  /** The same until everything came to rest, with the points drawn anew. */
  readonly restMs: number
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

async function measureMoves(browser: Browser, url: string, path: string): Promise<MoveCost> {
  const dashboard = await openFile(browser, url, path)
  const { page, rowsToReview } = dashboard
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const moves: number[] = []
  const rests: number[] = []
  await dashboard.review(MOVED)
  for (let move = 0; move < MOVES; move++) {
    const target = move % 2 === 0 ? 2 * MOVED : MOVED
    await page.waitForTimeout(700)
    await rowsToReview.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(String(target))
    // At once: the field takes over what was typed after a pause by itself.
    const before = await scriptSeconds(session)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(120)
    moves.push(1000 * ((await scriptSeconds(session)) - before))
    await page.waitForTimeout(900)
    rests.push(1000 * ((await scriptSeconds(session)) - before))
    const { flagged } = await dashboard.flagged()
    if (flagged !== target) throw new Error(`the move to ${target} rows ended at ${flagged}`)
  }
  await page.close()
  // The first two warm up.
  return { moveMs: median(moves.slice(2)), restMs: median(rests.slice(2)) }
}

interface DragTasks {
  readonly during: MainThreadTasks
  /** After the pointer was let go: the points under the marks are drawn anew. */
  readonly atRest: MainThreadTasks
}

async function measureDrag(browser: Browser, url: string, path: string): Promise<DragTasks> {
  const dashboard = await openFile(browser, url, path)
  const { page, slider } = dashboard
  const middle = async () => {
    const box = await slider.boundingBox()
    if (!box) throw new Error('the slider has no box')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  await dashboard.review(LARGE * 0.05)
  const end = await middle()
  await dashboard.review(0)
  const start = await middle()
  await page.waitForTimeout(1500)
  const tracing = { categories: ['toplevel', 'devtools.timeline', '__metadata'] }
  await browser.startTracing(page, tracing)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  const steps = 120
  for (let step = 1; step <= steps; step++) {
    await page.mouse.move(start.x + ((end.x - start.x) * step) / steps, start.y)
    await page.waitForTimeout(16)
  }
  const during = mainThreadTasks(await browser.stopTracing())
  await browser.startTracing(page, tracing)
  await page.mouse.move(end.x + 1, start.y)
  await page.mouse.up()
  await page.waitForTimeout(600)
  const atRest = mainThreadTasks(await browser.stopTracing())
  const { flagged } = await dashboard.flagged()
  if (flagged < LARGE * 0.03) throw new Error(`the drag ended at ${flagged} rows`)
  await page.close()
  return { during, atRest }
}

async function buildScoringSite(): Promise<string> {
  const outdir = `${FOLDER}/site`
  const options = { bundle: true, format: 'esm', target: 'es2022', logLevel: 'warning' } as const
  await build({
    ...options,
    entryPoints: ['src/workers/pool.worker.ts'],
    outfile: `${outdir}/pool.worker.js`,
  })
  await build({ ...options, entryPoints: ['bench/browser-scoring.page.ts'], outfile: `${outdir}/page.js` })
  writeFileSync(
    `${outdir}/index.html`,
    '<!doctype html><title>Scoring</title><script type="module" src="page.js"></script>',
  )
  return outdir
}

async function scoreInChromium(browser: Browser, url: string, workers: number): Promise<ScoringTime> {
  const page = await browser.newPage()
  await page.goto(url)
  const { rows, features, runs } = SCORED
  const time = await page.evaluate(([r, f, w, n]) => scoreWithPool(r, f, w, n), [
    rows,
    features,
    workers,
    runs,
  ] as const)
  await page.close()
  return time
}

function firstLoadKb(): number {
  const text = execFileSync(process.execPath, ['scripts/first-load.mjs'], { encoding: 'utf8' })
  return Number(/([\d.]+) KB {2}in all/.exec(text)?.[1] ?? NaN)
}

mkdirSync(FOLDER, { recursive: true })
const [small, large] = [await writeData(SMALL), await writeData(LARGE)]
const servers = [serve('dist', PORT), serve(await buildScoringSite(), PORT + 1)]
const browser = await startBrowser()
try {
  const page = `http://127.0.0.1:${PORT}/flagstone/`
  const scoring = `http://127.0.0.1:${PORT + 1}/flagstone/`
  await Promise.all([answers(page), answers(scoring)])

  console.error('scoring in Node and in Chromium')
  const node = await timeScoring(createInlineRunner(), scoringJob(SCORED.rows, SCORED.features), SCORED.runs)
  const poolOfOne = await scoreInChromium(browser, scoring, 1)
  const poolOfTwo = await scoreInChromium(browser, scoring, 2)
  const checksums = new Set([node, poolOfOne, poolOfTwo].map(({ checksum }) => checksum))

  console.error('threshold moves')
  const atSmall = await measureMoves(browser, page, small)
  const atLarge = await measureMoves(browser, page, large)
  console.error('drag')
  const drag = await measureDrag(browser, page, large)

  console.error('decisions')
  const learning = await timeLearning(browser, page, large)
  // The first waits for what is got ready in the background.
  const later = learning.slice(1)

  console.log(
    JSON.stringify({
      benchmark: 'browser',
      chromium: browser.version(),
      scoring: { ...SCORED, node, poolOfOne, poolOfTwo },
      moves: { rowsMoved: MOVED, [SMALL]: atSmall, [LARGE]: atLarge },
      drag,
      learning,
      results: [
        {
          what: 'Scoring in Chromium, one worker ÷ Node',
          value: poolOfOne.milliseconds / node.milliseconds,
          atMost: 1.3,
          unit: '×',
        },
        {
          what: 'Pool of one ÷ pool of two',
          value: poolOfOne.milliseconds / poolOfTwo.milliseconds,
          atLeast: 1.7,
          unit: '×',
        },
        { what: 'Different checksums of the scores', value: checksums.size, atMost: 1, unit: '' },
        {
          what: 'Scripting per threshold move, 1,000,000 ÷ 10,000 rows',
          value: atLarge.moveMs / atSmall.moveMs,
          atMost: 2,
          unit: '×',
        },
        {
          what: 'The same until everything rests',
          value: atLarge.restMs / atSmall.restMs,
          atMost: 2,
          unit: '×',
        },
        {
          what: 'Longest task in a drag over 0–5 % of 1,000,000 rows',
          value: drag.during.longestMs,
          atMost: 50,
          unit: 'ms',
        },
        { what: 'Longest task when the drag comes to rest', value: drag.atRest.longestMs, unit: 'ms' },
        {
          what: 'From a decision to the next 200 of 1,000,000 rows',
          value: median(later.map(({ next }) => next)),
          atMost: 200,
          unit: 'ms',
        },
        {
          what: 'From a decision to the order of 1,000,000 rows',
          value: median(later.map(({ whole }) => whole)),
          atMost: 2000,
          unit: 'ms',
        },
        {
          what: 'The next 200 rows ÷ scoring in Chromium, one worker',
          value: median(later.map(({ next }) => next)) / poolOfOne.milliseconds,
          unit: '×',
        },
        { what: 'JavaScript before the first screen (gzip)', value: firstLoadKb(), atMost: 250, unit: 'KB' },
      ],
    }),
  )
} finally {
  await browser.close()
  for (const server of servers) server.kill()
}
