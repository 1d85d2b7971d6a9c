import type { Page } from '@playwright/test'
import { uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

/** 1,500 rows: `Shop` with a long tail, a blank at an end, and missing cells; `Ref` different in every row. */
const HEAD = ['Ref', 'Shop', 'Price', 'Weight']
const ROWS = (() => {
  const next = uniform(7)
  return Array.from({ length: 1500 }, (_, row) => {
    const shop = Math.floor(60 * next() * next())
    const name = shop === 2 ? 'Shop 2 ' : `Shop ${shop}`
    const price = (20 + 30 * next() + 30 * next()) * (row % 97 === 0 ? 12 : 1)
    return [
      `ref ${(row * 7919) % 1500}-${Math.floor(next() * 1e6)}`,
      next() < 0.06 ? '' : name,
      next() < 0.04 ? '' : price.toFixed(2),
      (5 + next() + next()).toFixed(2),
    ]
  })
})()
const CSV = [HEAD, ...ROWS].map((cells) => cells.join(',')).join('\n') + '\n'

const shopOf = (row: readonly string[]) => row[1] ?? ''
const byShop = groupBy(ROWS, shopOf)
const ranked = [...byShop].sort(([, a], [, b]) => b.length - a.length)
const count = (n: number) => n.toLocaleString('en-US')
const shown = (shop: string) => (shop === '' ? 'missing' : shop.replace(/ $/, '␣'))

const choose = (page: Page, column: string) =>
  page.getByRole('listbox', { name: 'Column' }).getByRole('option', { name: column }).click()
const selected = (page: Page) => page.getByRole('status').filter({ hasText: /of [\d,]+ rows selected/ })

/** The body of a table by the heads of its columns. */
async function tableOf(page: Page, name: string): Promise<Record<string, string>[]> {
  const table = page.getByRole('table', { name })
  await expect(table).toBeVisible()
  return table.evaluate((element) => {
    if (!(element instanceof HTMLTableElement)) throw new Error('not a table')
    const heads = Array.from(element.tHead?.rows[0]?.cells ?? [], (cell) => cell.textContent.trim())
    return Array.from(element.tBodies[0]?.rows ?? [], (row) =>
      Object.fromEntries(Array.from(row.cells, (cell, c) => [heads[c] ?? '', cell.textContent.trim()])),
    )
  })
}

test.beforeEach(async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('shops.csv', CSV)
  await choose(page, 'Shop')
})

test('values with their rows, flagged rows, interval and lift follow the cut', async ({
  dashboard,
  page,
}) => {
  const view = dashboard.view('Values of Shop')
  const missing = byShop.get('')?.length ?? 0
  await expect(view).toContainText(`${byShop.size - 1} values in 1,500 rows; ${missing} missing`)
  await page.getByRole('grid', { name: 'Values of Shop' }).getByText('Show all').click()
  await dashboard.showAsTable('Values of Shop')
  for (const review of [40, 7, 0]) {
    await dashboard.review(review)
    await expect.poll(() => dashboard.flaggedInTable('Values of Shop')).toBe(review)
  }
  await dashboard.review(40)
  const rows = await tableOf(page, 'Values of Shop data')
  expect(new Map(rows.map((row) => [row['Value'], row['Rows']]))).toEqual(
    new Map(ranked.map(([shop, all]) => [shown(shop), count(all.length)])),
  )
  const file = await dashboard.exportFlagged()
  const at = file.head.indexOf('Shop')
  const flagged = groupBy(file.rows, (row) => row[at] ?? '')
  for (const row of rows) {
    const shop = [...byShop.keys()].find((name) => shown(name) === row['Value']) ?? '?'
    const hits = flagged.get(shop)?.length ?? 0
    const total = byShop.get(shop)?.length ?? 0
    expect(row['Flagged']).toBe(count(hits))
    const [rate, low, high] = (row['Flagged rate (95 % interval)'] ?? '').match(/[\d.]+/g)?.map(Number) ?? []
    const wilson = interval(hits, total)
    expect(rate).toBeCloseTo((100 * hits) / total, 0)
    expect(low).toBeCloseTo(100 * wilson[0], 0)
    expect(high).toBeCloseTo(100 * wilson[1], 0)
    const lift = hits / total / (40 / 1500)
    const apart = Math.abs(Number(row['Lift']?.replace('×', '')) - lift)
    expect(apart).toBeLessThanOrEqual(lift < 10 ? 0.0501 : 0.501)
  }
})

test('the long tail is folded; order, search and amounts are those of the file', async ({
  dashboard,
  page,
}) => {
  const grid = page.getByRole('grid', { name: 'Values of Shop' })
  const names = () =>
    grid.getByRole('rowheader').evaluateAll((cells) => cells.map((cell) => cell.textContent))
  await expect(grid).toHaveAttribute('aria-rowcount', '22')
  expect((await names()).slice(0, 20)).toEqual(ranked.slice(0, 20).map(([shop]) => shown(shop)))
  const rest = ranked.slice(20).reduce((sum, [, all]) => sum + all.length, 0)
  const other = grid.getByRole('row', { name: `other (${byShop.size - 20} values)` })
  await expect(other).toContainText(count(rest))

  await grid.press('End')
  await grid.press('Enter')
  await expect(grid).toHaveAttribute('aria-rowcount', String(byShop.size + 1))

  await page.getByLabel('Order of values').selectOption('By name')
  const sorted = [...byShop.keys()].filter((name) => name !== '')
  sorted.sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
  await expect(grid.getByRole('rowheader').first()).toHaveText(sorted[0] ?? '')
  expect((await names()).slice(0, 6)).toEqual(sorted.slice(0, 6).map(shown))

  await page.getByRole('searchbox', { name: 'Search values' }).fill('SHOP 1')
  const found = sorted.filter((name) => name.includes('Shop 1'))
  await expect(grid).toHaveAttribute('aria-rowcount', String(found.length + 1))
  await expect(dashboard.view('Values of Shop')).toContainText(
    `${found.length} of ${byShop.size - 1} values contain`,
  )
  await page.getByRole('searchbox', { name: 'Search values' }).fill('')

  // By the lower end of the interval: a shop that is flagged once in few rows does not lead.
  await dashboard.review(60)
  await page.getByLabel('Order of values').selectOption('Highest flagged rate first')
  await dashboard.showAsTable('Values of Shop')
  const lows = async () =>
    (await tableOf(page, 'Values of Shop data')).map((row) =>
      Number(/\(([\d.]+)/.exec(row['Flagged rate (95 % interval)'] ?? '')?.[1]),
    )
  await expect
    .poll(async () => (await lows()).every((low, k, all) => k === 0 || low <= all[k - 1]!))
    .toBe(true)

  for (const statistic of ['Sum', 'Mean', 'Median'] as const) {
    await page.getByLabel('Amount per value').selectOption('Price')
    await page.getByLabel('Statistic of the amount').selectOption(statistic)
    const head = `${statistic} of Price`
    await expect(page.getByRole('columnheader', { name: head }).last()).toBeVisible()
    await expect
      .poll(async () =>
        (await tableOf(page, 'Values of Shop data')).some((row) => (row[head] ?? '–') !== '–'),
      )
      .toBe(true)
    for (const row of await tableOf(page, 'Values of Shop data')) {
      const shop = [...byShop.keys()].find((name) => shown(name) === row['Value']) ?? '?'
      const prices = (byShop.get(shop) ?? []).flatMap((cells) => (cells[2] === '' ? [] : [Number(cells[2])]))
      if (prices.length === 0) expect(row[head]).toBe('–')
      else expect(Number(row[head]?.replaceAll(',', ''))).toBeCloseTo(figure(statistic, prices), 1)
    }
  }
})

test('values are selected by click, Shift-click and keyboard, and let go again', async ({ page }) => {
  const grid = page.getByRole('grid', { name: 'Values of Shop' })
  const row = (position: number) => grid.getByRole('row').nth(position + 1)
  const expectRows = async (n: number) =>
    expect(selected(page)).toHaveText(`${count(n)} of 1,500 rows selected`)
  const size = (...positions: number[]) => positions.reduce((sum, k) => sum + (ranked[k]?.[1].length ?? 0), 0)

  await row(1).click()
  await expectRows(size(1))
  await expect(row(1)).toHaveAttribute('aria-selected', 'true')
  await row(4).click({ modifiers: ['Shift'] })
  await expectRows(size(1, 2, 3, 4))
  await page.getByRole('button', { name: 'Undo selection' }).click()
  await expectRows(size(1))
  await expect(row(3)).toHaveAttribute('aria-selected', 'false')

  await grid.press('Home')
  await grid.press('ArrowDown')
  await grid.press('ArrowDown')
  await grid.press(' ')
  await expectRows(size(1, 2))
  await grid.press('Shift+ArrowDown')
  await expectRows(size(2, 3))
  await grid.press('Escape')
  await expect(selected(page)).toHaveCount(0)

  // Missing is a level of its own.
  await grid.getByRole('row', { name: 'missing' }).click()
  await expectRows(byShop.get('')?.length ?? 0)
})

test('a column with another text in every row is searched, not listed whole', async ({ page }) => {
  await choose(page, 'Ref')
  const grid = page.getByRole('grid', { name: 'Values of Ref' })
  await expect(grid).toHaveAttribute('aria-rowcount', '22')
  await grid.getByText('Show all').click()
  await expect(grid).toHaveAttribute('aria-rowcount', '1501')
  await grid.press('End')
  await expect(grid.getByRole('rowheader').last()).toHaveText(/^ref /)
  const [, wanted] = ROWS[1234]?.[0]?.split('-') ?? []
  await page.getByRole('searchbox', { name: 'Search values' }).fill(`-${wanted ?? ''}`)
  await expect(grid.getByRole('rowheader').first()).toHaveText(ROWS[1234]?.[0] ?? '')
})

test('no accessibility violation', async ({ page }) => {
  await page.getByRole('grid', { name: 'Values of Shop' }).getByRole('row').nth(2).click()
  expect(await violations(page)).toEqual([])
})

/** Wilson's interval from the roots of its equation, not as the product writes it. */
function interval(hits: number, total: number): [low: number, high: number] {
  const z2 = 1.959963984540054 ** 2
  const share = hits / total
  const a = 1 + z2 / total
  const b = -(2 * share + z2 / total)
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * share * share))
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
}

function figure(statistic: 'Sum' | 'Mean' | 'Median', values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0)
  if (statistic === 'Sum') return sum
  if (statistic === 'Mean') return sum / values.length
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

function groupBy(
  rows: readonly (readonly string[])[],
  key: (row: readonly string[]) => string,
): Map<string, (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
