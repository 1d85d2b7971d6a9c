import type { Locator, Page } from '@playwright/test'
import { uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const DAY = 86_400_000
const START = Date.UTC(2023, 11, 20)
const HEAD = ['When', 'Due', 'Price', 'Weight']

/** 1,200 rows over 60 days around a new year, none on five days in a row; some without a time or a price. */
const ROWS = (() => {
  const next = uniform(11)
  return Array.from({ length: 1200 }, (_, row) => {
    const nth = Math.floor(55 * next())
    const day = nth < 30 ? nth : nth + 5
    const hour = Math.floor(24 * Math.max(next(), next()))
    const at = START + day * DAY + hour * 3_600_000 + Math.floor(3600 * next()) * 1000
    return [
      next() < 0.03 ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' '),
      new Date(START + day * DAY).toISOString().slice(0, 10),
      next() < 0.04 ? '' : ((20 + 30 * next() + 30 * next()) * (row % 97 === 0 ? 12 : 1)).toFixed(2),
      (5 + next() + next()).toFixed(2),
    ]
  })
})()
const CSV = [HEAD, ...ROWS].map((cells) => cells.join(',')).join('\n') + '\n'
const TIMED = ROWS.filter(([when]) => when !== '')
const dayOf = (row: readonly string[]) => (row[0] ?? '').slice(0, 10)
const hourOf = (row: readonly string[]) => Number((row[0] ?? '').slice(11, 13))
const weekdayOf = (row: readonly string[]) => (new Date(`${dayOf(row)}T00:00Z`).getUTCDay() + 6) % 7
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const count = (n: number) => n.toLocaleString('en-US')

const choose = (page: Page, column: string) =>
  page.getByRole('listbox', { name: 'Column' }).getByRole('option', { name: column }).click()
const selected = (page: Page) => page.getByRole('status').filter({ hasText: /of [\d,]+ rows selected/ })
const expectSelected = (page: Page, rows: number) =>
  expect(selected(page)).toHaveText(`${count(rows)} of 1,200 rows selected`)

/** The bodies of a table, each row by the heads of its columns. */
async function linesOf(table: Locator): Promise<Record<string, string>[]> {
  await expect(table).toBeVisible()
  return table.evaluate((element) => {
    if (!(element instanceof HTMLTableElement)) throw new Error('not a table')
    const heads = Array.from(element.tHead?.rows[0]?.cells ?? [], (cell) => cell.textContent.trim())
    return Array.from(element.tBodies).flatMap((body) =>
      Array.from(body.rows, (row) =>
        Object.fromEntries(Array.from(row.cells, (cell, c) => [heads[c] ?? '', cell.textContent.trim()])),
      ),
    )
  })
}
const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''))

test.beforeEach(async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('times.csv', CSV)
  await choose(page, 'When')
})

test('rows, sums and means over time are those of the file, and follow the cut', async ({
  dashboard,
  page,
}) => {
  const view = dashboard.view('When over time')
  const table = page.getByRole('table', { name: 'When over time data' })
  await page.getByLabel('Unit of time').selectOption('By day')
  await dashboard.showAsTable('When over time')
  const days = [...new Set(TIMED.map(dayOf))].sort()
  const last = days[days.length - 1] ?? ''
  const span = (Date.parse(last) - Date.parse('2023-12-20')) / DAY + 1
  await expect(view).toContainText(
    `${span} days from Wed 2023-12-20 to ${WEEKDAYS[weekdayOf([last])]?.slice(0, 3)} ${last}, UTC: ${count(TIMED.length)} rows`,
  )
  await expect(view).toContainText(`${span - days.length} without rows`)
  await expect(view).toContainText(`${1200 - TIMED.length} rows without a time`)

  const flaggedOf = async () => (await linesOf(table)).reduce((sum, line) => sum + number(line['Flagged']), 0)
  const exported = async () => {
    const file = await dashboard.exportFlagged()
    const at = file.head.indexOf('When')
    return file.rows.map((row) => [row[at] ?? '', row[at + 1] ?? '', row[at + 2] ?? ''])
  }
  for (const review of [60, 8, 0, 30]) {
    await dashboard.review(review)
    const flagged = (await exported()).filter(([when]) => when !== '')
    await expect.poll(flaggedOf).toBe(flagged.length)
  }

  await page.getByLabel('Measure over time').selectOption('Sum of')
  await page.getByLabel('Amount over time').selectOption('Price')
  await expect(table.getByRole('columnheader', { name: 'Sum of Price' })).toBeVisible()
  const flagged = await exported()
  const lines = await linesOf(table)
  expect(lines.map((line) => line['Day (UTC)']?.slice(4))).toEqual(days)
  lines.forEach((line, k) => {
    const rows = TIMED.filter((row) => dayOf(row) === days[k])
    const prices = rows.flatMap(([, , price]) => (price ? [Number(price)] : []))
    const sum = prices.reduce((a, b) => a + b, 0)
    const marked = flagged.filter((row) => dayOf(row) === days[k])
    expect(number(line['Rows'])).toBe(rows.length)
    expect(number(line['Flagged'])).toBe(marked.length)
    expect(number(line['Sum of Price'])).toBeCloseTo(sum, 2)
    expect(number(line['Mean'])).toBeCloseTo(sum / prices.length, 2)
    expect(number(line['Flagged sum'])).toBeCloseTo(
      marked.reduce((a, [, , price]) => a + Number(price), 0),
      2,
    )
  })
  await page.getByLabel('Unit of time').selectOption('By week')
  await expect(table).toContainText('2024-W01 (from 2024-01-01)')
})

test('a part of time is selected by dragging and by keyboard, and the other views follow', async ({
  dashboard,
  page,
}) => {
  await page.getByLabel('Unit of time').selectOption('By day')
  const cursor = page.getByRole('slider', { name: 'When, by day' })
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Wed 2023-12-20: /)
  await cursor.press('ArrowRight')
  await page.keyboard.down('Shift')
  for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Shift')
  const days = ['2023-12-21', '2023-12-22', '2023-12-23', '2023-12-24']
  const inside = TIMED.filter((row) => days.includes(dayOf(row)))
  await expectSelected(page, inside.length)

  await dashboard.showAsTable('When: calendar')
  const table = page.getByRole('table', { name: 'When: calendar data' })
  await expect(table.getByRole('columnheader', { name: 'Selected' })).toBeVisible()
  for (const line of await linesOf(table)) {
    const rows = inside.filter(
      (row) =>
        `${WEEKDAYS[weekdayOf(row)]} ${String(hourOf(row)).padStart(2, '0')}:00` ===
        line['Weekday × hour (UTC)'],
    )
    expect(number(line['Selected'])).toBe(rows.length)
  }
  await cursor.press('Escape')
  await expect(selected(page)).toHaveCount(0)

  // Half of the plot by the pointer.
  const box = await dashboard.view('When over time').locator('[data-brush]').boundingBox()
  if (!box) throw new Error('nothing to drag over')
  await page.mouse.move(box.x + 1, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 4, box.y + 60, { steps: 5 })
  await page.mouse.up()
  const first = TIMED.filter((row) => Date.parse(`${dayOf(row)}T00:00Z`) < START + 30 * DAY)
  await expectSelected(page, first.length)
})

test('hours and weekdays can be looked at and selected, also by keyboard', async ({ dashboard, page }) => {
  const grid = page.getByRole('grid', { name: 'When: calendar' })
  const rowsAt = (weekday: number, hour: number) =>
    TIMED.filter((row) => weekdayOf(row) === weekday && hourOf(row) === hour).length
  await expect(grid.getByRole('gridcell')).toHaveCount(168)
  for (const [weekday, hour] of [
    [0, 0],
    [2, 17],
    [6, 23],
  ] as const) {
    const label = `${WEEKDAYS[weekday]} ${String(hour).padStart(2, '0')}:00`
    const n = rowsAt(weekday, hour)
    await expect(grid.getByRole('gridcell', { name: `${label}: ${n} row` })).toHaveCount(1)
  }
  await grid.getByRole('gridcell', { name: 'Wednesday 17:00' }).click()
  await expectSelected(page, rowsAt(2, 17))
  await grid.getByRole('rowheader', { name: 'Sunday' }).click()
  await expectSelected(page, TIMED.filter((row) => weekdayOf(row) === 6).length)
  await grid.getByRole('columnheader', { name: '22' }).click()
  await expectSelected(page, TIMED.filter((row) => hourOf(row) === 22).length)

  await grid.getByRole('gridcell', { name: 'Monday 20:00' }).click()
  await grid.press('Shift+ArrowDown')
  await grid.press('Shift+ArrowRight')
  const block = TIMED.filter((row) => weekdayOf(row) <= 1 && (hourOf(row) === 20 || hourOf(row) === 21))
  await expectSelected(page, block.length)
  await grid.press('Escape')
  await expect(selected(page)).toHaveCount(0)

  // Each cycle alone.
  const months = page.getByRole('listbox', { name: 'Month', exact: true })
  const january = TIMED.filter((row) => dayOf(row).startsWith('2024-01'))
  await months.getByRole('option', { name: `January: ${count(january.length)} rows` }).click()
  await expectSelected(page, january.length)
  await dashboard.showAsTable('When: what recurs')
  const lines = await linesOf(page.getByRole('table', { name: 'When: what recurs data' }))
  expect(lines.length).toBe(24 + 7 + 31 + 12)
  expect(lines.slice(24, 31).map((line) => number(line['Rows']))).toEqual(
    WEEKDAYS.map((_, weekday) => TIMED.filter((row) => weekdayOf(row) === weekday).length),
  )
})

test('dates without times show no hours', async ({ dashboard, page }) => {
  await choose(page, 'Due')
  await expect(dashboard.view('Due over time')).toContainText('dates without a time of day')
  await expect(dashboard.view('Due: calendar')).toContainText('so there are no hours')
  await expect(page.getByRole('listbox', { name: 'Weekday', exact: true })).toBeVisible()
  await expect(page.getByRole('listbox', { name: 'Hour of day' })).toHaveCount(0)
  await expect(page.getByLabel('Unit of time').getByRole('option', { name: 'By hour' })).toHaveCount(0)
  const grid = page.getByRole('grid', { name: 'Due: calendar' })
  const due = ROWS.filter(([, day]) => day?.endsWith('01-15'))
  await grid.getByRole('gridcell', { name: 'January 15:' }).click()
  await expectSelected(page, due.length)
})

test('no accessibility violation', async ({ page }) => {
  await page.getByRole('grid', { name: 'When: calendar' }).getByRole('gridcell').nth(40).click()
  expect(await violations(page)).toEqual([])
})
