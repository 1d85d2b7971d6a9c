import type { Locator, Page } from '@playwright/test'
import type { Dashboard } from './dashboard.ts'
import { paymentRows, paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const PAYMENTS = { rows: 1000, planted: [7, 300, 777] }
const AMOUNT = 2
const REGION = 5
const PLOTS = ['Histogram', 'Box plot and density', 'Cumulative distribution', 'Normal Q–Q']

const rows = paymentRows(PAYMENTS)
const amounts = rows.map((row) => Number(row[AMOUNT]))

/** By linear interpolation between the two nearest. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)]!
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at))
}

async function openColumn(dashboard: Dashboard, page: Page, name: string): Promise<void> {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('payments.csv', paymentsCsv(PAYMENTS))
  await column(page, name).click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

const column = (page: Page, name: string): Locator =>
  page.getByRole('listbox', { name: 'Column' }).getByRole('option', { name: new RegExp(`^${name},`) })

/** A plot's table as texts: its rows below the head. */
async function table(dashboard: Dashboard, view: string, name = `${view} data`): Promise<string[][]> {
  const body = dashboard.view(view).getByRole('table', { name, exact: true }).locator('tbody tr')
  await expect(body.first()).toBeVisible()
  return body.evaluateAll((lines) =>
    lines.map((line) => Array.from(line.children, (cell) => cell.textContent.trim())),
  )
}

const number = (text: string | null | undefined): number => Number((text ?? '').replaceAll(',', ''))

async function drag(page: Page, view: Locator, from: number, to: number): Promise<void> {
  const box = (await view.locator('[data-brush]').boundingBox())!
  const at = (share: number) => [box.x + share * box.width, box.y + box.height / 2] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at((from + to) / 2))
  await page.mouse.move(...at(to))
  await page.mouse.up()
}

test('the plots of a number column say what a count of the file says', async ({ dashboard, page }) => {
  await openColumn(dashboard, page, 'Amount')
  await dashboard.review(20)
  for (const plot of PLOTS) await dashboard.showAsTable(plot)

  await page.getByRole('button', { name: 'Show as table' }).first().waitFor()
  await dashboard.view('Histogram').getByLabel('Bins').selectOption({ label: 'by hand' })
  const width = dashboard.view('Histogram').getByRole('spinbutton', { name: 'Bin width in Amount' })
  await width.fill('20')
  await width.press('Enter')
  await expect(dashboard.view('Histogram')).toContainText('Amount of 1,000 rows in bins of 20')
  for (const [label = '', counted] of await table(dashboard, 'Histogram')) {
    const [low, high] = label.split(' – ').map(number)
    const inside = amounts.filter((x) =>
      label.startsWith('≥') ? x >= number(label.slice(2)) : x >= low! && x < high!,
    )
    expect(number(counted), label).toBe(inside.length)
  }

  const figures = new Map(
    (await table(dashboard, 'Box plot and density', 'Box plot figures')).map(([k = '', v]) => [k, number(v)]),
  )
  for (const [name, share] of [
    ['Smallest', 0],
    ['Lower quartile', 0.25],
    ['Median', 0.5],
    ['Upper quartile', 0.75],
    ['Largest', 1],
  ] as const)
    expect(figures.get(name), name).toBeCloseTo(quantile(amounts, share), 1)
  const [q1, q3] = [quantile(amounts, 0.25), quantile(amounts, 0.75)]
  const parts = await table(dashboard, 'Box plot and density')
  expect(number(parts[2]?.[1])).toBe(
    amounts.filter((x) => x >= q1 - 1.5 * (q3 - q1) && x <= q3 + 1.5 * (q3 - q1)).length,
  )
  expect(number(parts[4]?.[1])).toBe(amounts.filter((x) => x > q3 + 3 * (q3 - q1)).length)

  for (const [share = '', value] of await table(dashboard, 'Cumulative distribution')) {
    const wanted = quantile(amounts, Number(share.replace(' %', '')) / 100)
    expect(Math.abs(number(value) - wanted), share).toBeLessThan(2)
  }
  const points = await table(dashboard, 'Normal Q–Q')
  expect(number(points.at(-1)[2])).toBeCloseTo(Math.max(...amounts), 1)
  expect(points.at(-1)[4]).toBe('no')

  const head = page.getByLabel('Figures of Amount')
  const mean = amounts.reduce((a, b) => a + b) / amounts.length
  await expect(head).toContainText(/SD\s*\d/)
  expect(
    number(await head.locator('dt', { hasText: 'Mean' }).locator('xpath=../dd').textContent()),
  ).toBeCloseTo(mean, 2)
})

test('flagged rows are counted in every plot, at every cut', async ({ dashboard, page }) => {
  await openColumn(dashboard, page, 'Amount')
  await page.getByLabel('Split by').selectOption({ label: 'Region' })
  const views = ['Histogram', 'Amount by Region']
  for (const view of views) await dashboard.showAsTable(view)
  for (const flagged of [3, 120, 0, 1000, 41]) {
    await dashboard.review(flagged)
    for (const view of views)
      await expect.poll(() => dashboard.flaggedInTable(view), { message: view }).toBe(flagged)
    await expect(dashboard.view('Normal Q–Q')).toContainText(`${flagged.toLocaleString('en-US')} flagged`)
    await expect(dashboard.view('Cumulative distribution')).toContainText(
      flagged === 0 ? '0 flagged' : `of ${flagged.toLocaleString('en-US')} flagged`,
    )
  }
  await page.getByLabel('Split by').selectOption({ label: 'nothing' })
  await expect(dashboard.view('Box plot and density')).toContainText('41 flagged')
  await dashboard.showAsTable('Box plot and density')
  const parts = await table(dashboard, 'Box plot and density')
  expect(parts.reduce((sum, part) => sum + number(part[2]), 0)).toBe(41)
  expect(parts.reduce((sum, part) => sum + number(part[1]), 0)).toBe(1000)
})

test('groups are those of the file', async ({ dashboard, page }) => {
  await openColumn(dashboard, page, 'Amount')
  await page.getByLabel('Split by').selectOption({ label: 'Region' })
  await dashboard.showAsTable('Amount by Region')
  const groups = await table(dashboard, 'Amount by Region')
  expect(groups).toHaveLength(4)
  for (const [name, counted, low, median, high] of groups) {
    const own = amounts.filter((_, row) => rows[row]![REGION] === name)
    expect(number(counted)).toBe(own.length)
    expect(number(low)).toBeCloseTo(quantile(own, 0.25), 1)
    expect(number(median)).toBeCloseTo(quantile(own, 0.5), 1)
    expect(number(high)).toBeCloseTo(quantile(own, 0.75), 1)
  }
})

test('values are selected by typing and by brushing, and other views follow', async ({ dashboard, page }) => {
  await openColumn(dashboard, page, 'Amount')
  const form = page.getByRole('form', { name: 'Select rows by Amount' })
  await form.getByLabel('Select Amount from').fill('100')
  await form.getByLabel('Select Amount to').fill('110')
  await form.getByRole('button', { name: 'Select', exact: true }).click()
  const selected = page.getByRole('status').filter({ hasText: /rows? selected/ })
  const inside = amounts.filter((x) => x >= 100 && x <= 110).length
  await expect(selected).toContainText(`${inside} of 1,000 rows selected`)
  // The view it was made in goes on showing all rows; one by groups answers it.
  await expect(dashboard.view('Histogram')).not.toContainText('selected')
  await page.getByLabel('Split by').selectOption({ label: 'Region' })
  await expect(dashboard.view('Amount by Region')).toContainText(`${inside} selected`)

  await drag(page, dashboard.view('Cumulative distribution'), 0.02, 0.1)
  await expect(selected).not.toContainText(`${inside} of`)
  const typed = form.getByLabel('Select Amount from')
  await expect(typed).not.toHaveValue('100')
  const low = Number(await typed.inputValue())
  const high = Number(await form.getByLabel('Select Amount to').inputValue())
  const brushed = amounts.filter((x) => x >= low && x <= high).length
  await expect(selected).toContainText(`${brushed} of 1,000 rows selected`)

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(typed).toHaveValue('100')
  await drag(page, dashboard.view('Histogram'), 0.01, 0.06)
  await expect(typed).not.toHaveValue('100')
  await form.getByRole('button', { name: 'Clear' }).click()
  await expect(selected).toHaveCount(0)
  await form.getByLabel('Select Amount from').fill('abc')
  await form.getByRole('button', { name: 'Select', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('“abc” is not a number')
})

test('columns are found by name and walked through by keyboard; scale and range hold for all plots', async ({
  dashboard,
  page,
}) => {
  await openColumn(dashboard, page, 'Amount')
  const list = page.getByRole('listbox', { name: 'Column' })
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { name: 'Quantity', exact: true })).toBeVisible()
  await expect(column(page, 'Quantity')).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('searchbox', { name: 'Search the columns' }).fill('dur')
  await expect(list.getByRole('option')).toHaveCount(1)
  await column(page, 'Duration').click()
  await page.getByRole('radiogroup', { name: 'Scale' }).getByText('Log').click()
  await expect(dashboard.view('Histogram')).toContainText('bins per power of ten')
  await expect(dashboard.view('Box plot and density')).toContainText('decades')
  for (const plot of PLOTS)
    await expect(dashboard.view(plot).getByText('Duration (log)').first()).toBeVisible()
})

test('no accessibility violation in a column', async ({ dashboard, page }) => {
  await openColumn(dashboard, page, 'Amount')
  await page.getByLabel('Split by').selectOption({ label: 'Region' })
  await expect(dashboard.view('Amount by Region')).toContainText('4 groups')
  expect(await violations(page)).toEqual([])
})
