import type { Locator, Page } from '@playwright/test'
import { PAYMENT_HEADER, paymentRows, uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const ROWS = 400
const PLANTED = [40, 222]
const GAPS = { Quantity: 7, Duration: 7, Region: 50 } as const

/** Payments with gaps: Quantity and Duration in the same rows, Region in others. */
function gappyRows(): string[][] {
  return paymentRows({ rows: ROWS, planted: PLANTED, plantedIn: 'Amount' }).map((cells, row) =>
    cells.map((cell, c) => {
      const name = PAYMENT_HEADER[c]
      if (name === 'Quantity' || name === 'Duration') return row % 57 === 3 ? '' : cell
      return name === 'Region' && row % 8 === 1 ? '' : cell
    }),
  )
}
const csvOf = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, ...rows].map((cells) => cells.join(',')).join('\n') + '\n'
const FILE = csvOf(PAYMENT_HEADER, gappyRows())

const card = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Columns', exact: true }).getByRole('listitem', { name, exact: true })

/** A figure of a card by its label. */
const figure = (of: Locator, label: string): Locator =>
  of
    .locator('dl > div')
    .filter({ has: of.page().getByText(label, { exact: true }) })
    .locator('dd')

const short = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 4 })

test('a card shows the figures that the file gives, and where the flagged rows are', async ({
  dashboard,
  page,
}) => {
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('payments.csv', FILE)

  const amounts = gappyRows().map((cells) => Number(cells[PAYMENT_HEADER.indexOf('Amount')]))
  const mean = amounts.reduce((sum, v) => sum + v, 0) / ROWS
  const moment = (k: number) => amounts.reduce((sum, v) => sum + (v - mean) ** k, 0) / ROWS
  const g1 = moment(3) / moment(2) ** 1.5
  const amount = card(page, 'Amount')
  await expect(figure(amount, 'Mean')).toHaveText(short(mean))
  await expect(figure(amount, 'SD')).toHaveText(short(Math.sqrt((moment(2) * ROWS) / (ROWS - 1))))
  await expect(figure(amount, 'Skew')).toHaveText(short((g1 * Math.sqrt(ROWS * (ROWS - 1))) / (ROWS - 2)))
  await expect(figure(amount, 'Max')).toHaveText(short(Math.max(...amounts)))
  await expect(figure(amount, 'Distinct')).toHaveText(String(new Set(amounts).size))
  const histogram = amount.getByRole('img', { name: /^Histogram of Amount: \d+ bins from/ })
  await expect(histogram).toBeVisible()
  // Its text alternative has the rows of every bin.
  await expect(histogram).toHaveAccessibleDescription(/^[^;]+: [\d,]+ rows?(; [^;]+: [\d,]+ rows?)+$/)

  await dashboard.review(PLANTED.length)
  await expect(amount).toContainText(/Flagged most in ≥ [\d.,]+: 100 % of 2 rows/i)
  await dashboard.review(0)
  await expect(amount).toContainText(/no flagged rows/i)

  const region = card(page, 'Region')
  const values = gappyRows().map((cells) => cells[PAYMENT_HEADER.indexOf('Region')] ?? '')
  const north = values.filter((value) => value === 'North').length
  await expect(figure(region, 'Missing')).toHaveText('13 %')
  await expect(region.getByRole('listitem').filter({ hasText: 'North' })).toContainText(String(north))
  await expect(card(page, 'Payment id')).toContainText('Every value is different')

  await amount.getByRole('button', { name: 'Amount' }).click()
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true')
})

test('columns are searched, sorted, and changed in the table', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('payments.csv', FILE)
  const cards = page.getByRole('list', { name: 'Columns', exact: true }).getByRole('heading')
  await expect(cards).toHaveText([...PAYMENT_HEADER])
  const sort = page.getByRole('combobox', { name: 'Sort by' })
  await sort.selectOption('Most missing')
  await expect(cards.first()).toHaveText('Region')
  await sort.selectOption('Most skewed')
  await expect(cards.first()).toHaveText('Amount')
  await dashboard.review(PLANTED.length)
  await sort.selectOption('Flagged rows differ most')
  await expect(cards.first()).toHaveText('Amount')
  await page.getByRole('searchbox', { name: 'Search the columns' }).fill('quan')
  await expect(cards).toHaveText(['Quantity'])
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page.getByRole('combobox', { name: 'Role of Quantity' }).selectOption('ignored')
  await dashboard.ranked()
})

test('missing cells are shown by column and together, and list their rows', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('payments.csv', FILE)
  const missing = dashboard.view('Missing values')
  const any = gappyRows().filter((cells) => cells.includes('')).length
  await expect(missing).toContainText('3 of 7 columns have cells without a value')
  await expect(missing).toContainText(`${any} rows of 400`)
  await dashboard.showAsTable('Missing values')
  const line = missing.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Quantity' }) })
  await expect(line).toContainText(`Duration (${GAPS.Quantity})`)
  await dashboard.showAsTable('Missing values')

  const strip = missing.getByRole('button', { name: `Show the ${GAPS.Region} rows without Region` })
  await strip.press('Enter')
  await expect(page.getByText(`${GAPS.Region} of 400 rows selected`)).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  // A click on the strip itself selects one block of rows: 160 blocks of 2 or 3 rows.
  const box = await strip.locator('svg').boundingBox()
  const region = PAYMENT_HEADER.indexOf('Region')
  const gap = gappyRows().findIndex((cells) => cells[region] === '')
  const block = Math.floor((gap * 160) / 400)
  await page.mouse.click(box!.x + ((block + 0.5) / 160) * box!.width, box!.y + box!.height / 2)
  const [from, to] = [Math.ceil((block * 400) / 160), Math.ceil(((block + 1) * 400) / 160)]
  const inBlock = gappyRows().filter((cells, row) => cells[region] === '' && row >= from && row < to).length
  await expect(page.getByText(`Region is missing and Rows ${from + 1}–${to}`)).toBeVisible()
  await expect(page.getByText(`${inBlock} of 400 rows selected`)).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await missing.getByRole('button', { name: 'Together (1)' }).click()
  await expect(missing).toContainText('always together')
  await missing.getByRole('button', { name: 'Show the 7 rows without Quantity and Duration' }).click()
  await expect(page.getByText('7 of 400 rows selected')).toBeVisible()
})

test('500 columns: only the cards in sight exist, and the last is reached', async ({ dashboard, page }) => {
  const next = uniform(7)
  const names = Array.from({ length: 500 }, (_, c) => `Measure ${c + 1}`)
  const rows = Array.from({ length: 120 }, (_, row) =>
    names.map((_, c) => (c % 9 === 0 && row % 11 === c % 11 ? '' : (100 * next()).toFixed(1))),
  )
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('wide.csv', csvOf(names, rows))
  const cards = page.getByRole('list', { name: 'Columns', exact: true }).getByRole('heading')
  await expect(cards.first()).toHaveText('Measure 1')
  expect(await cards.count()).toBeLessThan(40)
  await expect(dashboard.view('Missing values')).toContainText('56 of 500 columns')
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Heaviest tails')
  await page.getByRole('searchbox', { name: 'Search the columns' }).fill('measure 500')
  await expect(cards).toHaveText(['Measure 500'])
  await expect(figure(card(page, 'Measure 500'), 'SD')).toHaveText(/^\d/)
})

test('a whole table is said in one sentence, and the overview has no accessibility violation', async ({
  dashboard,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('whole.csv', csvOf(PAYMENT_HEADER, paymentRows({ rows: 300, planted: [5] })))
  await expect(dashboard.view('Missing values')).toContainText('Every cell of every column has a value.')
  await expect(figure(card(page, 'Amount'), 'Kurtosis')).toHaveText(/\d/)
  const open = page.getByRole('button', { name: /Comma, UTF-8/ })
  await open.click()
  await expect(page.getByRole('combobox', { name: 'Delimiter' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
