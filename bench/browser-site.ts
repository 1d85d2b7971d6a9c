/** What the benchmarks in a browser share: seeded files, a server of the built site, a page with a file open. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { once } from 'node:events'
import { chromium, type Browser } from '@playwright/test'
import { Dashboard } from '../e2e/dashboard.ts'
import { uniform } from '../e2e/data.ts'
import { findChromium, MISSING } from '../scripts/find-chromium.mjs'

export const FOLDER = '.cache/bench'
const COLUMNS = 12

export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(MISSING)
  if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run `npm run build` first')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Wide numbers from a seed; made once. */
export async function writeData(rows: number): Promise<string> {
  const path = `${FOLDER}/seeded-${rows}x${COLUMNS}.csv`
  if (existsSync(path)) return path
  const next = uniform(rows)
  const file = createWriteStream(path)
  file.write(Array.from({ length: COLUMNS }, (_, c) => `Measure ${c + 1}`).join(',') + '\n')
  for (let start = 0; start < rows; start += 10_000) {
    let text = ''
    for (let row = start; row < Math.min(rows, start + 10_000); row++) {
      for (let c = 0; c < COLUMNS; c++)
        text += (1000 * (next() + next() + next())).toFixed(2) + (c === COLUMNS - 1 ? '\n' : ',')
    }
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return path
}

export function serve(folder: string, port: number): ChildProcess {
  return spawn(process.execPath, ['scripts/serve-dist.mjs', String(port), '/flagstone/', folder], {
    stdio: 'ignore',
  })
}

export async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nobody answers at ${url}`)
}

/** @param before runs in the page before its own scripts */
export async function openFile(
  browser: Browser,
  url: string,
  path: string,
  before?: () => void,
): Promise<Dashboard> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  page.setDefaultTimeout(180_000)
  const dashboard = new Dashboard(page)
  if (before !== undefined) await page.addInitScript(before)
  await page.goto(url)
  await dashboard.fileInput.setInputFiles(path)
  await dashboard.flaggedStatus.waitFor()
  await dashboard.screen('Review')
  await dashboard.grid.waitFor()
  await page.waitForTimeout(2000)
  return dashboard
}

const KINDS = ['Card', 'Transfer', 'Cash', 'Fee', 'Refund']

/** Twelve columns of different types from a seed: an id, a time, amounts with a long tail, categories with gaps; made once. */
export async function writeMixed(rows: number): Promise<string> {
  const path = `${FOLDER}/mixed-${rows}.csv`
  if (existsSync(path)) return path
  const next = uniform(rows)
  const file = createWriteStream(path)
  file.write('Id,Booked at,Amount,Fee,Balance,Kind,Branch,Customer,Quantity,Rate,Channel,Note\n')
  const start = Date.UTC(2024, 0, 1)
  for (let from = 0; from < rows; from += 10_000) {
    let text = ''
    for (let row = from; row < Math.min(rows, from + 10_000); row++) {
      const at = new Date(start + row * 30_000 + Math.floor(next() * 30_000)).toISOString().slice(0, 19)
      const amount = Math.exp(3 + 1.5 * (next() + next() + next() - 1.5))
      const kind = KINDS[Math.floor(next() * next() * KINDS.length)] ?? 'Card'
      const branch = `B${String(Math.floor(next() * 400)).padStart(3, '0')}`
      const balance = next() < 0.03 ? '' : (20_000 * (next() + next()) - 5000).toFixed(2)
      text += `T${String(row).padStart(8, '0')},${at},${amount.toFixed(2)},${(amount * 0.01 + next()).toFixed(2)},${balance},${kind},${branch},C${Math.floor(next() * 50_000)},${1 + Math.floor(next() * 9)},${next().toFixed(4)},${next() < 0.7 ? 'web' : 'branch'},${next() < 0.1 ? `note ${Math.floor(next() * 1000)}` : ''}\n`
    }
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return path
}
