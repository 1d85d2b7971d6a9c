/**
 * What exploring a million rows costs the page: the longest task of the main thread while a brush moves over
 * every linked view of Review, and how long each screen takes to show something useful.
 * Prints one JSON object. Needs a built site (`npm run build`).
 */
import { mkdirSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import type { Dashboard } from '../e2e/dashboard.ts'
import { answers, FOLDER, openFile, serve, startBrowser, writeMixed } from './browser-site.ts'
import { mainThreadTasks, type MainThreadTasks } from './browser-trace.ts'

const PORT = 4395
const ROWS = 1_000_000
const STEPS = 60

/** Drags over the middle of a view's bars. */
async function measureBrush(browser: Browser, dashboard: Dashboard, view: string): Promise<MainThreadTasks> {
  const { page } = dashboard
  const box = await dashboard.view(view).locator('[data-brush]').boundingBox()
  if (!box) throw new Error(`${view} cannot be brushed`)
  const y = box.y + box.height / 2
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] })
  await page.mouse.move(box.x + box.width * 0.2, y)
  await page.mouse.down()
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(box.x + box.width * (0.2 + (0.6 * step) / STEPS), y)
    await page.waitForTimeout(25)
  }
  await page.mouse.up()
  await page.waitForTimeout(800)
  const tasks = mainThreadTasks(await browser.stopTracing())
  await page.getByText(/of [\d,]+ rows selected/).waitFor()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.waitForTimeout(500)
  return tasks
}

interface Opening {
  readonly what: string
  /** What is pressed. */
  readonly open: (page: Page) => Promise<void>
  /** CSS selector of an element whose text holds a figure once there is something useful: a plot's summary, a card's quartile. */
  readonly useful: string
}

/** From the press to the first frame in which something useful is shown, by the page's own clock. */
async function measureOpening(page: Page, { open, useful }: Opening): Promise<number> {
  await page.evaluate((selector) => {
    const state = { pressed: 0, shown: 0 }
    Object.assign(globalThis, { opening: state })
    addEventListener(
      'click',
      () => {
        state.pressed = performance.now()
        const look = () => {
          const words = document.querySelector(selector)?.textContent ?? ''
          if (/\d/.test(words)) state.shown = performance.now()
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      { capture: true, once: true },
    )
  }, useful)
  await open(page)
  await page.waitForFunction(
    () => (globalThis as unknown as { opening: { shown: number } }).opening.shown > 0,
  )
  const { pressed, shown } = await page.evaluate(
    () => (globalThis as unknown as { opening: { pressed: number; shown: number } }).opening,
  )
  return shown - pressed
}

const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).click()
const part = (name: string) => async (page: Page) => {
  await page.getByText(name, { exact: true }).click()
}

const OPENINGS: readonly Opening[] = [
  { what: 'Overview', open: tab('Overview'), useful: '.card__axis' },
  {
    what: 'Explore, one column',
    open: tab('Explore'),
    useful: 'section[aria-label="Histogram"] .plot-summary',
  },
  { what: 'Explore, a pair', open: part('Pair'), useful: 'section[aria-label="Scatter plot"] .plot-summary' },
  {
    what: 'Explore, a matrix',
    open: part('Matrix'),
    useful: 'section[aria-label="Scatter-plot matrix"] .plot-summary',
  },
  {
    what: 'Explore, outlier tests',
    open: part('Outlier tests'),
    useful: 'section[aria-label="Values and limits"] .plot-summary',
  },
  {
    what: 'Explore, audit tests',
    open: part('Audit tests'),
    useful: 'section[aria-label^="First two digits of"] .plot-summary',
  },
  {
    what: 'Correlations',
    open: tab('Correlations'),
    useful: 'section[aria-label="Correlation heatmap"] .plot-summary',
  },
]

mkdirSync(FOLDER, { recursive: true })
const file = await writeMixed(ROWS)
const server = serve('dist', PORT)
const browser = await startBrowser()
try {
  const url = `http://127.0.0.1:${PORT}/flagstone/`
  await answers(url)
  const dashboard = await openFile(browser, url, file)
  const brushes: Record<string, MainThreadTasks> = {}
  for (const view of ['Distribution', 'Timeline', 'Score histogram']) {
    console.error(`brush over ${view}`)
    brushes[view] = await measureBrush(browser, dashboard, view)
  }
  const openings: { readonly what: string; readonly ms: number }[] = []
  for (const opening of OPENINGS) {
    console.error(opening.what)
    openings.push({ what: opening.what, ms: await measureOpening(dashboard.page, opening) })
    await dashboard.page.waitForTimeout(4000)
  }
  const longest = Math.max(...Object.values(brushes).map(({ longestMs }) => longestMs))
  console.log(
    JSON.stringify({
      benchmark: 'explore',
      chromium: browser.version(),
      rows: ROWS,
      brushes,
      openings,
      results: [
        { what: 'Longest task while brushing 1,000,000 rows', value: longest, atMost: 50, unit: 'ms' },
        ...openings.map(({ what, ms }) => ({
          what: `${what}: something useful is shown after`,
          value: ms,
          atMost: 300,
          unit: 'ms',
        })),
      ],
    }),
  )
} finally {
  await browser.close()
  server.kill()
}
