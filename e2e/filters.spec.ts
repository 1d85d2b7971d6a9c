import { PAYMENT_HEADER, paymentRows, paymentsCsv, readCsv } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

const OPTIONS = { rows: 2000, planted: [10, 20, 30] }
const ROWS = paymentRows(OPTIONS)
const AMOUNT = PAYMENT_HEADER.indexOf('Amount')
const REGION = PAYMENT_HEADER.indexOf('Region')

const count = (n: number) => n.toLocaleString('en-US')

test('filters typed in, searched and brushed narrow every view, and can be undone and exported', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  await dashboard.screen('Review')
  const selected = page.getByRole('status').filter({ hasText: /of [\d,]+ rows selected/ })
  const chips = page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')

  // Typed in.
  await dashboard.addFilter('Amount', 'is at least', '100')
  const large = ROWS.filter((row) => Number(row[AMOUNT]) >= 100)
  await expect(selected).toHaveText(`${count(large.length)} of 2,000 rows selected`)
  await expect(chips).toHaveText(['Amount ≥ 100'])

  // Searched in the cells as the file has them.
  await page.getByRole('searchbox', { name: 'Search all cells' }).fill('north')
  await page.keyboard.press('Enter')
  const both = large.filter((row) => row[REGION] === 'North')
  await expect(selected).toHaveText(`${count(both.length)} of 2,000 rows selected`)
  await expect(chips).toHaveText(['Amount ≥ 100', 'andSome cell contains “north”'])

  // The views show it.
  await dashboard.showAsTable('Score histogram')
  const foot = dashboard.view('Score histogram').getByRole('table').locator('tfoot td')
  await expect(foot.nth(1)).toHaveText(count(both.length))

  // The rows can be listed and exported.
  await page.getByRole('button', { name: 'Rows', exact: true }).click()
  const grid = page.getByRole('grid', { name: 'Selected rows' })
  await expect(grid).toHaveAttribute('aria-rowcount', String(both.length + 1))
  const file = await dashboard.download(() =>
    page.getByRole('button', { name: 'Export selected rows' }).click(),
  )
  expect(file.name).toBe(`payments-selected-${both.length}-of-2000.csv`)
  expect(file.head).toEqual(['rank', 'score', 'flagged', 'reasons', ...PAYMENT_HEADER])
  const ids = file.rows.map((row) => row[4])
  expect([...ids].sort()).toEqual(both.map((row) => row[0]).sort())
  const ranks = file.rows.map((row) => Number(row[0]))
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  const first = ROWS.find((row) => row[0] === ids[0])
  expect(file.rows[0]?.slice(4, 10)).toEqual(first?.slice(0, 6))

  // Undone and done again.
  await page.getByRole('button', { name: 'Undo selection' }).click()
  await expect(selected).toHaveText(`${count(large.length)} of 2,000 rows selected`)
  await page.getByRole('button', { name: 'Redo selection' }).click()
  await expect(selected).toHaveText(`${count(both.length)} of 2,000 rows selected`)
  await page.getByRole('button', { name: 'Remove filter: Amount ≥ 100' }).click()
  await expect(chips).toHaveText(['Some cell contains “north”'])
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(chips).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'All rows' })).toHaveAttribute('aria-rowcount', '2001')
})

test('a brush selects in the other views, the flagged rows follow, and a click lets it go', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  await dashboard.screen('Review')
  await dashboard.review(50)
  const selected = page.getByRole('status').filter({ hasText: /of [\d,]+ rows selected/ })
  const total = (view: string, column: number) =>
    dashboard.view(view).getByRole('table').locator('tfoot td').nth(column)

  // By the table, which is the keyboard's way: the bin with most rows.
  await dashboard.showAsTable('Distribution')
  const table = dashboard.view('Distribution').getByRole('table')
  const bin = table.getByRole('button', { name: /^Select / }).nth(3)
  const label = (await bin.textContent()) ?? ''
  const inBin = (await table.getByRole('row', { name: label }).getByRole('cell').first().textContent()) ?? ''
  await bin.press('Enter')
  await expect(selected).toContainText(`${inBin} of 2,000 rows selected`)
  // Its own view goes on showing all rows; the others show the selection.
  await expect(total('Distribution', 0)).toHaveText('2,000')
  await dashboard.showAsTable('Score histogram')
  await expect(total('Score histogram', 1)).toHaveText(inBin)
  const flagged = await total('Score histogram', 2).textContent()
  await expect(dashboard.grid).toHaveAttribute('aria-rowcount', String(Number(flagged) + 1))
  await page.getByRole('button', { name: 'Undo selection' }).click()
  await expect(selected).toHaveCount(0)

  // By the pointer.
  await dashboard.showAsTable('Distribution')
  const area = await dashboard.view('Distribution').locator('[data-brush]').boundingBox()
  if (!area) throw new Error('the distribution cannot be brushed')
  await page.mouse.move(area.x + area.width * 0.2, area.y + 20)
  await page.mouse.down()
  await page.mouse.move(area.x + area.width * 0.7, area.y + 20, { steps: 5 })
  await expect(selected).toBeVisible() // while the drag is under way
  await page.mouse.up()
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo selection' }).click()
  await expect(selected).toHaveCount(0)

  await page.getByRole('button', { name: 'Flagged only' }).click()
  await expect(total('Score histogram', 1)).toHaveText('50')
})

test('a value that cannot be read is refused in words, and the file’s own texts are found verbatim', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  const csv = 'Code,Amount\n007,"1,250.50"\n008,3.00\n009,4.00\n'
  await dashboard.open('codes.csv', csv)
  expect(readCsv(csv)).toHaveLength(4)
  await dashboard.addFilter('Amount', 'is at least', 'lots')
  await expect(page.getByText('“lots” is not a number such as 1250.50.')).toBeVisible()
  await page.keyboard.press('Escape')
  const search = page.getByRole('searchbox', { name: 'Search all cells' })
  await search.fill('1,250')
  await search.press('Enter')
  await expect(page.getByText('1 of 3 rows selected')).toBeVisible()
})
