import type { Locator, Page } from '@playwright/test'
import type { Dashboard } from './dashboard.ts'
import { uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

/** A ledger over several orders of magnitude, with a spike, repeats, a gap and amounts just below 5,000. */
const HEADER = ['Invoice No', 'Paid at', 'Vendor', 'Amount']
const ROWS = ledger()
const FILE = [HEADER, ...ROWS].map((cells) => cells.join(',')).join('\n') + '\n'

function ledger(): string[][] {
  const next = uniform(11)
  const start = Date.UTC(2024, 0, 1)
  const rows = Array.from({ length: 3000 }, (_, i) => {
    // Evenly spread orders of magnitude: Benford's law.
    const amount = i % 15 === 0 ? '50.00' : (10 ** (1 + 4 * next())).toFixed(2)
    const at = new Date(start + Math.floor(i / 6) * 86_400_000 + Math.floor(next() * 86_400) * 1000)
    const vendor = `Vendor ${1 + Math.floor(next() * 40)}`
    // 100 numbers are missing after the first 1,000.
    const number = `INV-${String(i < 1000 ? 1001 + i : 1101 + i).padStart(5, '0')}`
    return [number, at.toISOString().slice(0, 19), vendor, amount]
  })
  for (let i = 0; i < 120; i++)
    rows[100 + i * 7] = [...(rows[100 + i * 7] ?? []).slice(0, 3), (4700 + 2 * i).toFixed(2)]
  // The same vendor, amount and day as the row before.
  for (const i of [500, 900, 1300]) rows[i] = [rows[i]?.[0] ?? '', ...(rows[i - 1] ?? []).slice(1)]
  return rows
}

const amounts = ROWS.map((row) => row[3] ?? '')
const firstTwo = (amount: string) => amount.replace('.', '').replace(/^0+/, '').slice(0, 2)
const count = (n: number) => n.toLocaleString('en-US')

async function openAudit(dashboard: Dashboard, page: Page, name = 'ledger.csv', file = FILE): Promise<void> {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open(name, file)
  await page.getByRole('radiogroup', { name: 'Part of Explore' }).getByText('Audit tests').click()
  await expect(page.getByRole('navigation', { name: 'Audit tests' })).toBeVisible()
}

async function choose(page: Page, test: string): Promise<Locator> {
  const list = page.getByRole('navigation', { name: 'Audit tests' })
  await list.getByRole('button', { name: new RegExp(`^${test}`) }).click()
  return list.getByRole('button', { name: new RegExp(`^${test}`) })
}

test('the first two digits are counted as the amounts are written, and a digit shows its rows', async ({
  dashboard,
  page,
}) => {
  await openAudit(dashboard, page)
  const entry = await choose(page, 'First two digits')
  await expect(entry).toContainText('MAD 0.00')
  const title = 'First two digits of Amount'
  await expect(dashboard.view(title)).toContainText(`${count(ROWS.length)} amounts`)
  await dashboard.showAsTable(title)
  const { flagged } = await dashboard.flagged()
  await expect.poll(() => dashboard.flaggedInTable(title)).toBe(flagged)
  const table = dashboard.view(title).getByRole('table')
  for (const digits of ['10', '37', '50', '99']) {
    const rows = amounts.filter((amount) => firstTwo(amount) === digits).length
    await expect(
      table
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: `Show rows of ${digits}`, exact: true }) }),
    ).toContainText(`${digits}${count(rows)}`)
  }
  await dashboard.review(300)
  await expect.poll(() => dashboard.flaggedInTable(title)).toBe(300)

  const fifty = amounts.filter((amount) => firstTwo(amount) === '50').length
  const most = page.getByRole('table', { name: 'More rows than expected' })
  await expect(most.getByRole('row').nth(1)).toContainText(`50${count(fifty)}`)
  await expect(most.getByRole('row').nth(1)).toContainText(
    `50.00 (${amounts.filter((amount) => amount === '50.00').length}×)`,
  )
  await most.getByRole('button', { name: 'Show rows of 50' }).click()
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText(
    'First two digits of Amount are 50',
  )
  const grid = page.getByRole('grid', { name: 'Selected rows' })
  await expect(grid).toHaveAttribute('aria-rowcount', String(fifty + 1))
  // Another digit takes its place; it is not added to it.
  const ten = amounts.filter((amount) => firstTwo(amount) === '10').length
  await table.getByRole('button', { name: 'Show rows of 10' }).click()
  await expect(grid).toHaveAttribute('aria-rowcount', String(ten + 1))
})

test('a bar that is clicked shows its rows', async ({ dashboard, page }) => {
  await openAudit(dashboard, page)
  await choose(page, 'First digit')
  const plot = dashboard.view('First digit of Amount')
  const brush = plot.locator('[data-brush]')
  await expect(brush).toBeVisible()
  const box = await brush.boundingBox()
  if (!box) throw new Error('the plot has no bars')
  await page.mouse.click(box.x + (box.width * 4.5) / 9, box.y + box.height / 2)
  const fives = amounts.filter((amount) => amount.startsWith('5')).length
  await expect(page.getByRole('grid', { name: 'Selected rows' })).toHaveAttribute(
    'aria-rowcount',
    String(fives + 1),
  )
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('First digit of Amount is 5')
})

test('duplicates are grouped by the chosen columns, shown and saved', async ({ dashboard, page }) => {
  await openAudit(dashboard, page)
  const entry = await choose(page, 'Exact duplicates')
  const groups = new Map<string, string[][]>()
  for (const row of ROWS) {
    const key = `${row[2]} ${row[3]} ${row[1]?.slice(0, 10)}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const repeated = [...groups.values()].filter((rows) => rows.length > 1)
  const rows = repeated.reduce((sum, group) => sum + group.length, 0)
  await expect(entry).toContainText(`${rows - repeated.length} repeats in ${repeated.length} groups`)
  await expect(
    page.getByText(
      `${rows} rows in ${repeated.length} groups have the same Vendor, Amount and Paid at (day)`,
    ),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Show rows of group 1', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Selected rows' })).toHaveAttribute('aria-rowcount', '3')
  const file = await dashboard.download(() =>
    page.getByRole('button', { name: 'Save the groups as CSV' }).click(),
  )
  expect(file.name).toBe('ledger-exact-duplicates.csv')
  expect(file.head).toEqual(['group', 'rows_in_group', 'at_stake', 'row', 'Vendor', 'Amount', 'Paid at'])
  expect(file.rows).toHaveLength(rows)
  const row = ROWS[Number(file.rows[0]?.[3]) - 1]
  expect(file.rows[0]?.slice(4, 6)).toEqual([row?.[2], String(Number(row?.[3]))])
})

test('limits, gaps and off hours tell what was planted', async ({ dashboard, page }) => {
  await openAudit(dashboard, page)
  const entry = await choose(page, 'Just below a limit')
  await expect(entry).toContainText('5,000')
  const limits = page.getByRole('textbox', { name: 'Limits' })
  await limits.fill('5000; ten')
  await expect(page.getByText('“ten” is not a positive number')).toBeVisible()
  await limits.fill('5000')
  await limits.press('Enter')
  const between = (low: number, high: number) =>
    amounts.filter((amount) => Number(amount) >= low && Number(amount) < high).length
  await expect(
    page.getByText(
      `${between(4500, 5000)} rows in the 10 % below 5,000, ${between(5000.01, 5500.01)} in the 10 % above it`,
    ),
  ).toBeVisible()

  await expect(await choose(page, 'Gaps in a sequence')).toContainText('100 missing, 0 repeated')
  await page.getByRole('button', { name: 'Show rows on either side of INV-2001 – 2100' }).click()
  await expect(page.getByRole('grid', { name: 'Selected rows' })).toHaveAttribute('aria-rowcount', '3')
  await page.getByRole('button', { name: 'Close the list of rows' }).click()

  await choose(page, 'Weekends')
  const weekend = ROWS.filter((row) => [0, 6].includes(new Date(`${row[1]}Z`).getUTCDay())).length
  const night = ROWS.filter((row) => {
    const hour = Number(row[1]?.slice(11, 13))
    return hour >= 22 || hour < 6
  }).length
  const finding = page.getByText(/^Of 3,000 rows: /)
  await expect(finding).toContainText(`${count(weekend)} (`)
  await expect(finding).toContainText(`; ${count(night)} (`)
  await page.getByRole('combobox', { name: 'Holidays' }).selectOption('England and Wales')
  const christmas = ROWS.filter((row) => row[1]?.startsWith('2024-12-25')).length
  await expect(
    page
      .getByRole('table', { name: 'Holidays in the file’s time' })
      .getByRole('row')
      .filter({ hasText: '2024-12-25' }),
  ).toContainText(String(christmas))
  await page.getByRole('textbox', { name: 'More holidays' }).fill('soon')
  await page.getByRole('textbox', { name: 'More holidays' }).blur()
  await expect(page.getByRole('alert')).toContainText('“soon” in line 1')
})

test('tests say what they lack', async ({ dashboard, page }) => {
  const file = [
    'Note,Kind',
    ...Array.from({ length: 40 }, (_, i) => `remark ${'ab'[i % 2]} is here,${'xyz'[i % 3]}`),
  ].join('\n')
  await openAudit(dashboard, page, 'words.csv', file)
  await expect(
    page.getByText('No column is read as numbers, so there is no amount to look at.'),
  ).toBeVisible()
  await expect(await choose(page, 'Weekends')).toContainText('Needs a column of dates')
  await expect(page.getByText('No column is read as dates or times.')).toBeVisible()
})

test('no accessibility violation', async ({ dashboard, page }) => {
  test.slow()
  await openAudit(dashboard, page)
  for (const [name, title] of [
    ['First two digits', 'First two digits and Benford’s law'],
    ['Gaps', 'Gaps in a sequence'],
    ['Weekends', 'Weekends, holidays and nights'],
  ] as const) {
    await choose(page, name)
    await expect(page.getByRole('region', { name: title, exact: true }).first()).toHaveAttribute(
      'aria-busy',
      'false',
    )
    expect(await violations(page), name).toEqual([])
  }
})
