import type { Locator, Page } from '@playwright/test'
import type { Dashboard } from './dashboard.ts'
import { PAYMENT_HEADER, paymentRows } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const METHODS = ['Card', 'Transfer', 'Cash']
/** The payments, and how they were made: not independent of the region. */
const HEADER = [...PAYMENT_HEADER, 'Method']
const ROWS = paymentRows({ rows: 2000, planted: [10, 20, 30] }).map((cells, row) => [
  ...cells,
  METHODS[cells[5] === 'North' && row % 2 === 0 ? 2 : row % 3] ?? '',
])
const CSV = [HEADER, ...ROWS].map((cells) => cells.join(',')).join('\n') + '\n'

const cellsOf = (name: string) => ROWS.map((row) => row[HEADER.indexOf(name)] ?? '')
const numbersOf = (name: string) => cellsOf(name).map(Number)
const count = (n: number) => n.toLocaleString('en-US')
const number = (text: string | null | undefined) =>
  Number((text ?? '').replace('−', '-').replace(/[^\d.-]/g, ''))

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const sum = (term: (i: number) => number) => x.reduce((all, _, i) => all + term(i), 0)
  const sxy = sum((i) => (x[i]! - mx) * (y[i]! - my))
  return sxy / Math.sqrt(sum((i) => (x[i]! - mx) ** 2) * sum((i) => (y[i]! - my) ** 2))
}

async function open(dashboard: Dashboard, section: 'Pair' | 'Matrix'): Promise<void> {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('payments.csv', CSV)
  await dashboard.page
    .getByRole('radiogroup', { name: 'Part of Explore' })
    .getByText(section, { exact: true })
    .click()
}

async function choose(page: Page, x: string, y: string): Promise<void> {
  // By way of a column that is on neither axis, so that the two never meet.
  await page.getByLabel('Horizontal axis', { exact: true }).selectOption({ label: 'Booked at' })
  await page.getByLabel('Vertical axis', { exact: true }).selectOption({ label: y })
  await page.getByLabel('Horizontal axis', { exact: true }).selectOption({ label: x })
}

const selected = (page: Page): Locator =>
  page.getByRole('status').filter({ hasText: /of [\d,]+ rows selected/ })

/** A view's own table as text. */
async function table(view: Locator): Promise<{ head: string[]; rows: string[][] }> {
  const element = view.getByRole('table')
  await expect(element).toBeVisible()
  return element.evaluate((node) => {
    if (!(node instanceof HTMLTableElement)) throw new Error('not a table')
    const texts = (row: HTMLTableRowElement) => Array.from(row.cells, (cell) => cell.textContent.trim())
    const [body] = node.tBodies
    return {
      head: node.tHead?.rows[0] ? texts(node.tHead.rows[0]) : [],
      rows: body ? Array.from(body.rows, texts) : [],
    }
  })
}

test('two numbers: figures, table and flagged rows are those of the file', async ({ dashboard, page }) => {
  await open(dashboard, 'Pair')
  await choose(page, 'Quantity', 'Amount')
  const view = dashboard.view('Scatter plot')
  await expect(view).toContainText('Amount by Quantity, 2,000 rows')
  const r = correlation(numbersOf('Quantity'), numbersOf('Amount'))
  const figures = page.getByRole('complementary', { name: 'About these columns' })
  const shown = figures.getByText('Correlation r').locator('xpath=following-sibling::dd')
  await expect(shown).toHaveText(/\(.* to .*\)/)
  expect(number((await shown.textContent())?.split(' (')[0])).toBeCloseTo(r, 2)
  await expect(figures).toContainText('1,000 rows drawn evenly from 2,000')

  await dashboard.showAsTable('Scatter plot')
  const { rows } = await table(view)
  expect(rows.reduce((sum, cells) => sum + number(cells[1]), 0)).toBe(2000)
  for (const rows of [37, 410, 0, 5]) {
    await dashboard.review(rows)
    await expect.poll(() => dashboard.flaggedInTable('Scatter plot')).toBe(rows)
  }
})

test('a rectangle selects rows, typed in or dragged, and can be undone; the axes can be swapped', async ({
  dashboard,
  page,
}) => {
  await open(dashboard, 'Pair')
  await choose(page, 'Quantity', 'Amount')
  const form = page.getByRole('form', { name: 'Select by values' })
  await form.getByLabel('Quantity from').fill('35')
  await form.getByLabel('Quantity to').fill('45.5')
  await form.getByLabel('Amount from').fill('90')
  await form.getByRole('button', { name: 'Select rows' }).click()
  const quantity = numbersOf('Quantity')
  const inside = numbersOf('Amount').filter((a, i) => a >= 90 && quantity[i]! >= 35 && quantity[i]! <= 45.5)
  await expect(selected(page)).toHaveText(`${count(inside.length)} of 2,000 rows selected`)

  await page.getByLabel('Swap the axes').click()
  await expect(page.getByLabel('Horizontal axis', { exact: true }).locator('option:checked')).toHaveText(
    'Amount',
  )
  await expect(page.getByLabel('Vertical axis', { exact: true }).locator('option:checked')).toHaveText(
    'Quantity',
  )
  // Another view: it shows what was selected in the first one.
  await expect(dashboard.view('Scatter plot')).toContainText(`${count(inside.length)} selected`)

  await page.getByRole('button', { name: 'Undo selection' }).click()
  await expect(selected(page)).toHaveCount(0)

  const box = await dashboard.view('Scatter plot').locator('[data-brush]').boundingBox()
  if (!box) throw new Error('no plot')
  await page.mouse.move(box.x + 0.02 * box.width, box.y + 0.5 * box.height)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.7 * box.width, box.y + 0.98 * box.height, { steps: 4 })
  await page.mouse.up()
  await expect(selected(page)).toBeVisible()
  const ends = await Promise.all(
    ['Amount from', 'Amount to', 'Quantity from', 'Quantity to'].map((name) =>
      form.getByLabel(name).inputValue(),
    ),
  )
  const [a0 = 0, a1 = 0, q0 = 0, q1 = 0] = ends.map(Number)
  const dragged = numbersOf('Amount').filter(
    (a, i) => a >= a0 && a <= a1 && quantity[i]! >= q0 && quantity[i]! <= q1,
  )
  expect(dragged.length).toBeGreaterThan(0)
  await expect(selected(page)).toHaveText(`${count(dragged.length)} of 2,000 rows selected`)
  await form.getByRole('button', { name: 'Clear' }).click()
  await expect(selected(page)).toHaveCount(0)

  await form.getByLabel('Amount from').fill('many')
  await form.getByRole('button', { name: 'Select rows' }).click()
  await expect(form.getByRole('alert')).toContainText('“many” was not understood')
})

test('a third column colours the cells, and its legend counts and selects', async ({ dashboard, page }) => {
  await open(dashboard, 'Pair')
  await choose(page, 'Quantity', 'Amount')
  await page.getByLabel('Colour by').selectOption({ label: 'Region' })
  const legend = page.getByRole('region', { name: 'Colour: Region' })
  for (const region of ['North', 'South', 'East', 'West']) {
    const rows = cellsOf('Region').filter((cell) => cell === region).length
    await expect(legend.getByRole('listitem').filter({ hasText: region })).toContainText(count(rows))
  }
  await legend.getByRole('button', { name: 'North' }).click()
  const north = cellsOf('Region').filter((cell) => cell === 'North').length
  await expect(selected(page)).toHaveText(`${count(north)} of 2,000 rows selected`)
  await page.getByLabel('Colour by').selectOption({ label: 'Duration' })
  await expect(page.getByRole('region', { name: 'Colour: Duration' })).toContainText('mean Duration')
})

test('a number by category: medians and flagged rows of each group', async ({ dashboard, page }) => {
  await open(dashboard, 'Pair')
  await choose(page, 'Region', 'Amount')
  const view = dashboard.view('Values by category')
  await expect(view).toContainText('Amount by Region, 2,000 rows')
  await dashboard.showAsTable('Values by category')
  const { head, rows } = await table(view)
  expect(rows).toHaveLength(4)
  const amounts = numbersOf('Amount')
  for (const cells of rows) {
    const mine = amounts.filter((_, i) => cellsOf('Region')[i] === cells[0]).sort((a, b) => a - b)
    const middle = (mine.length - 1) / 2
    const median = (mine[Math.floor(middle)]! + mine[Math.ceil(middle)]!) / 2
    expect(number(cells[head.indexOf('Rows')])).toBe(mine.length)
    expect(number(cells[head.indexOf('Median')])).toBeCloseTo(median, 1)
  }
  for (const rows of [37, 410]) {
    await dashboard.review(rows)
    await expect.poll(() => dashboard.flaggedInTable('Values by category')).toBe(rows)
  }
  await view.getByRole('button', { name: 'Select South' }).click()
  const south = cellsOf('Region').filter((cell) => cell === 'South').length
  await expect(selected(page)).toHaveText(`${count(south)} of 2,000 rows selected`)
})

test('two categories: counts, what is more than expected, and a cell that selects both values', async ({
  dashboard,
  page,
}) => {
  await open(dashboard, 'Pair')
  await choose(page, 'Region', 'Method')
  const view = dashboard.view('Counts by category')
  await expect(view).toContainText('Method by Region, 3 × 4 values, 2,000 rows')
  await page.getByRole('radiogroup', { name: 'Shade cells by' }).getByText('Flagged share').click()
  await dashboard.showAsTable('Counts by category')
  const { head, rows } = await table(view)
  expect(rows).toHaveLength(12)
  const of = (region: string, method: string) =>
    ROWS.filter((row) => row[5] === region && row[7] === method).length
  for (const cells of rows) {
    const [region = '', method = ''] = (cells[0] ?? '').split('; ')
    expect(number(cells[head.indexOf('Rows')])).toBe(of(region, method))
    if (region === 'North' && method === 'Cash')
      expect(number(cells[head.indexOf('Residual')])).toBeGreaterThan(5)
  }
  await dashboard.review(60)
  await expect.poll(() => dashboard.flaggedInTable('Counts by category')).toBe(60)
  await view.getByRole('button', { name: 'Select North; Cash' }).click()
  await expect(selected(page)).toHaveText(`${count(of('North', 'Cash'))} of 2,000 rows selected`)
})

test('the matrix says r and the flagged rows of each pair, and opens one', async ({ dashboard }) => {
  await open(dashboard, 'Matrix')
  const view = dashboard.view('Scatter-plot matrix')
  await expect(view).toContainText('2,000 rows')
  await dashboard.showAsTable('Scatter-plot matrix')
  const { rows } = await table(view)
  const pair = rows.find(([name]) => name === 'Quantity by Amount' || name === 'Amount by Quantity')
  expect(number(pair?.[1])).toBe(2000)
  await expect
    .poll(async () => number((await table(view)).rows.find(([name]) => name === pair?.[0])?.at(-1)))
    .toBeCloseTo(correlation(numbersOf('Quantity'), numbersOf('Amount')), 2)
  await dashboard.review(37)
  await expect.poll(() => dashboard.flaggedInTable('Scatter-plot matrix')).toBe(37 * rows.length)
  await view.getByRole('button', { name: `Open ${pair?.[0] ?? ''}` }).click()
  await expect(dashboard.view('Scatter plot')).toContainText(`${pair?.[0] ?? ''}, 2,000 rows`)
})

test('dragging in a panel of the matrix selects rows', async ({ dashboard, page }) => {
  await open(dashboard, 'Matrix')
  const panel = dashboard.view('Scatter-plot matrix').locator('[data-brush]').first()
  const box = await panel.boundingBox()
  if (!box) throw new Error('no panel')
  await page.mouse.move(box.x + 0.01 * box.width, box.y + 0.05 * box.height)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.99 * box.height, { steps: 4 })
  await page.mouse.up()
  await expect(selected(page)).toBeVisible()
  await expect(dashboard.view('Scatter-plot matrix')).toContainText(/[1-9][\d,]* selected/)
})

test('pair and matrix have no accessibility violation', async ({ dashboard, page }) => {
  await open(dashboard, 'Pair')
  const wrong = () => violations(page)
  await choose(page, 'Quantity', 'Amount')
  await page.getByLabel('Colour by').selectOption({ label: 'Region' })
  await expect(
    page.getByRole('region', { name: 'Colour: Region' }).getByRole('listitem').first(),
  ).toBeVisible()
  expect(await wrong(), 'numbers').toEqual([])
  await choose(page, 'Region', 'Amount')
  await expect(dashboard.view('Values by category')).toContainText('flagged')
  expect(await wrong(), 'groups').toEqual([])
  await choose(page, 'Region', 'Method')
  await expect(dashboard.view('Counts by category')).toContainText('flagged')
  expect(await wrong(), 'levels').toEqual([])
  await page.getByRole('radiogroup', { name: 'Part of Explore' }).getByText('Matrix', { exact: true }).click()
  await expect(dashboard.view('Scatter-plot matrix')).toContainText('flagged')
  expect(await wrong(), 'matrix').toEqual([])
})
