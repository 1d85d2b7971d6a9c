import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const ROWS = 400

interface Sample {
  readonly csv: string
  readonly amount: number[]
  readonly fee: number[]
  /** NaN where missing. */
  readonly duration: number[]
}

/** Fee follows amount, delay goes against it, duration has gaps; kind follows the fee, code names rows. */
function sample(): Sample {
  const next = uniform(11)
  const lines = ['Code,Amount,Fee,Delay,Duration,Kind,Region']
  const [amount, fee, duration]: [number[], number[], number[]] = [[], [], []]
  for (let row = 0; row < ROWS; row++) {
    const a = row === 7 ? 9000 : Math.round(1e4 * next()) / 100
    const f = Math.round(100 * (a / 20 + next())) / 100
    const d = row % 4 === 1 ? NaN : Math.round(1e4 * next() + (row % 9) * 40) / 100
    const kind = f > 3 ? 'large' : f > 1.5 ? 'middle' : row % 50 === 0 ? 'rare' : 'small'
    const delay = Math.round(100 * (60 - a / 2 + 20 * next())) / 100
    amount.push(a)
    fee.push(f)
    duration.push(d)
    const region = ['North', 'South', 'East'][Math.floor(3 * next())] ?? ''
    lines.push([`C${1000 + row}`, a, f, delay, d === d ? d : '', kind, region].join(','))
  }
  return { csv: lines.join('\n'), amount, fee, duration }
}

function pearson(x: readonly number[], y: readonly number[]): { r: number; n: number } {
  const both = x.map((v, k) => [v, y[k]!] as const).filter(([a, b]) => a === a && b === b)
  const n = both.length
  const mx = both.reduce((sum, [a]) => sum + a, 0) / n
  const my = both.reduce((sum, [, b]) => sum + b, 0) / n
  const of = (f: (a: number, b: number) => number) => both.reduce((sum, [a, b]) => sum + f(a - mx, b - my), 0)
  return { r: of((a, b) => a * b) / Math.sqrt(of((a) => a * a) * of((_, b) => b * b)), n }
}

const heatmap = (page: Page) => page.getByRole('region', { name: 'Correlation heatmap', exact: true })

async function saved(page: Page, item: string): Promise<Download> {
  await heatmap(page).getByRole('button', { name: 'Export the heatmap' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ])
  return download
}

test('the figures of the heatmap are those of the file, in table, cell and CSV', async ({
  dashboard,
  page,
}) => {
  const data = sample()
  await dashboard.start({ screen: 'Correlations' })
  await dashboard.open('orders.csv', data.csv)
  const view = heatmap(page)
  await expect(view).toContainText('of 6 columns, 400 rows; strongest:')
  await expect(view).toContainText('Left out: Code')
  await expect(view).toContainText('Missing values are left out pair by pair: between 300 and 400 rows.')

  await view.getByLabel('Coefficient').selectOption('Pearson')
  await expect(view).toContainText('Pearson of 4 columns, 400 rows')
  await view.getByLabel('Order of the columns').selectOption('File order')
  await dashboard.showAsTable('Correlation heatmap')
  const table = view.getByRole('table', { name: 'Correlation heatmap data' })
  const withFee = pearson(data.amount, data.fee)
  const withDuration = pearson(data.amount, data.duration)
  const cells = table.getByRole('row').nth(1).getByRole('cell')
  const shown = (r: number) => (r < 0 ? `−${(-r).toFixed(3)}` : r.toFixed(3))
  await expect(cells.nth(1)).toHaveText(withFee.r > 0.9995 ? '> 0.999' : shown(withFee.r))
  await expect(cells.nth(3)).toHaveText(shown(withDuration.r))
  await dashboard.showAsTable('Correlation heatmap')

  // The arrow keys walk over the cells, and what they hold is said.
  const matrix = page.getByRole('application', { name: 'Correlation heatmap' })
  await matrix.focus()
  await page.keyboard.press('Home')
  for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight')
  const said = page.getByRole('status', { name: 'Cell of the heatmap' })
  await expect(said).toContainText('Amount and Duration, Pearson r')
  await expect(said).toContainText('95 % interval')
  await expect(said).toContainText(`n = ${withDuration.n} of 400 rows`)

  const csv = await saved(page, 'Figures of all pairs (CSV)')
  expect(csv.suggestedFilename()).toBe('orders.correlations.csv')
  const lines = (await readFile(await csv.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(1 + 6)
  const line = lines.find((text) => text.startsWith('Amount,Duration,'))?.split(',') ?? []
  expect(line[2]).toBe('pearson')
  expect(Number(line[3])).toBeCloseTo(withDuration.r, 12)
  expect(Number(line[4])).toBe(300)

  // Enter opens the two columns against each other.
  await matrix.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true')
})

test('columns, rows and pictures of the heatmap', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Correlations' })
  await dashboard.open('orders.csv', sample().csv)
  const view = heatmap(page)
  await expect(view).toContainText('of 6 columns, 400 rows')

  const png = await saved(page, 'Picture (PNG)')
  expect(png.suggestedFilename()).toBe('orders.correlations.png')
  const bytes = await readFile(await png.path())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(800)
  const svg = await saved(page, 'Picture (SVG)')
  const drawing = await readFile(await svg.path(), 'utf8')
  expect(drawing).toContain('<svg')
  expect(drawing).toContain('Duration')

  await view.getByLabel('Rows that are compared').selectOption('Flagged rows')
  const { flagged } = await dashboard.flagged()
  await expect(view).toContainText(`${flagged} flagged rows`)
  await dashboard.review(25)
  await expect(view).toContainText('25 flagged rows')
  await view.getByLabel('Rows that are compared').selectOption('All rows')

  await view.getByRole('button', { name: /^Columns:/ }).click()
  await page.getByRole('radio', { name: 'Chosen columns' }).click()
  await expect(page.getByRole('checkbox', { name: 'Fee' })).toBeChecked()
  await page.getByRole('button', { name: 'Choose none' }).click()
  await page.getByRole('checkbox', { name: 'Amount' }).click()
  await expect(view).toContainText('Choose at least two columns.')
  await page.getByRole('checkbox', { name: 'Kind' }).click()
  await page.keyboard.press('Escape')
  await expect(view).toContainText('η of 2 columns, 400 rows; strongest: Amount and Kind, η')
})

test('what goes with the score, and the strongest pairs, lead on', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Correlations' })
  await dashboard.open('orders.csv', sample().csv)
  const drivers = page.getByRole('region', { name: 'What goes with the score' })
  await expect(drivers).toContainText('6 columns; strongest:')
  await expect(drivers).toContainText('not the detector’s own reasons')
  const items = drivers.getByRole('list').getByRole('button')
  await expect(items).toHaveCount(6)
  const sizes = (await items.allTextContents()).map((text) =>
    Math.abs(Number(/[−]?([\d.]+)$/.exec(text)?.[1])),
  )
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  await expect(items.first()).toHaveAccessibleName(/: [ρη] .*n = \d+/)

  const pairs = page.getByRole('table', { name: 'Strongest pairs' })
  await expect(pairs.getByRole('row').nth(1)).toContainText('400')
  expect(await violations(page)).toEqual([])

  await pairs.getByRole('button').first().click()
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true')
})
