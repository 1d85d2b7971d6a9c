import { expect, test } from './test.ts'

test.use({ sharesPage: true })

const ROWS = 400
const HEADER = 'Payment ID,Booked,Channel,Amount,Items,Net,Gross,Currency,Checked'

/** The `step`-th number of a fixed sequence, 0 … 1. */
const draw = (row: number, step: number) => ((row * 7919 + step * 104729 + row * row * 31) % 10007) / 10007

function cellsOf(row: number): string[] {
  const booked = new Date(Date.UTC(2024, 0, 1) + row * 5_400_000).toISOString().slice(0, 16).replace('T', ' ')
  const net = 10 + Math.floor(draw(row, 3) ** 4 * 90_000) / 100
  return [
    `P${50_000 + row}`,
    booked,
    ['card', 'cash', 'online', 'transfer'][Math.floor(draw(row, 1) * 4)]!,
    (40 + 20 * (draw(row, 2) + draw(row, 5) + draw(row, 6))).toFixed(2),
    String(1 + Math.floor(draw(row, 4) * 12)),
    net.toFixed(2),
    (net * 1.19).toFixed(2),
    'EUR',
    row % 5 === 3 ? 'open' : `2024-02-${String(1 + (row % 28)).padStart(2, '0')}`,
  ]
}

/** Planted: 20 items of 9999, 3 rows twice, a constant column, dates as text, net beside gross. */
function dirtyCsv(): string {
  const rows = Array.from({ length: ROWS }, (_, row) => cellsOf(row))
  for (let row = 5; row < ROWS; row += 20) rows[row]![4] = '9999'
  for (const row of [100, 200, 300]) rows[row] = [...rows[row - 1]!]
  return [HEADER, ...rows.map((cells) => cells.join(','))].join('\n')
}

/** Two plain columns in which nothing is wrong. */
function cleanCsv(): string {
  const line = (row: number) => `${cellsOf(row)[3]!},${cellsOf(row)[2]!}`
  return ['Amount,Channel', ...Array.from({ length: 200 }, (_, row) => line(row))].join('\n')
}

test.describe('findings about the data', () => {
  test('are ranked, counted, and show their rows', async ({ dashboard, page }) => {
    await dashboard.start({ screen: 'Overview' })
    await dashboard.open('dirty.csv', dirtyCsv())
    const panel = page.getByRole('region', { name: 'Findings' })
    const list = panel.getByRole('list', { name: 'Findings' })
    const titles = list.getByRole('heading', { level: 3 })
    await expect(titles.first()).toBeVisible()
    expect((await titles.allTextContents()).slice(0, 3)).toEqual([
      'Duplicate rows',
      'Duplicate keys',
      'Values that look like placeholders',
    ])
    const item = (title: string) =>
      list.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
    await expect(item('Duplicate rows')).toContainText('3 rows repeat another row in every column')
    await expect(item('placeholders')).toContainText(/20 cells of Items hold 9,?999/)
    await expect(item('Constant column')).toContainText('Currency is EUR in every row')
    await expect(item('Duplicate rows').getByRole('img', { name: /^Serious/ })).toBeVisible()

    await panel.getByRole('button', { name: 'Show 6 rows: Duplicate rows' }).click()
    await expect(page.getByText(/6 of 400 rows selected/)).toBeVisible()
    await expect(page.getByText('P50099').first()).toBeVisible()

    // Another finding takes its place, and pressing it again takes it away.
    const show = panel.getByRole('button', {
      name: 'Show 20 rows: Values that look like placeholders, Items',
    })
    await show.click()
    await expect(page.getByText(/20 of 400 rows selected/)).toBeVisible()
    await expect(show).toHaveAttribute('aria-pressed', 'true')
    await show.click()
    await expect(page.getByText(/of 400 rows selected/)).toHaveCount(0)
  })

  test('tell how many of their rows are flagged, and follow the threshold', async ({ dashboard, page }) => {
    await dashboard.start({ screen: 'Overview' })
    await dashboard.open('dirty.csv', dirtyCsv())
    const item = page
      .getByRole('region', { name: 'Findings' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'placeholders' }) })
    await dashboard.rowsToReview.fill('0')
    await dashboard.rowsToReview.press('Enter')
    await expect(item).toContainText('none flagged')
    await dashboard.rowsToReview.fill(String(ROWS))
    await dashboard.rowsToReview.press('Enter')
    await expect(item).toContainText('20 flagged')
  })

  test('can be mended: a column left out, a column read as dates', async ({ dashboard, page }) => {
    await dashboard.start({ screen: 'Overview' })
    await dashboard.open('dirty.csv', dirtyCsv())
    const panel = page.getByRole('region', { name: 'Findings' })
    await panel.getByRole('button', { name: 'Leave out Gross' }).click()
    await dashboard.ranked()
    await expect(panel.getByRole('button', { name: 'Leave out Gross' })).toHaveCount(0)

    await panel.getByRole('button', { name: 'Read as dates: Checked' }).click()
    await dashboard.ranked()
    await expect(panel.getByRole('heading', { name: 'Unreadable cells' })).toBeVisible()
    await expect(panel).toContainText('80 cells of Checked could not be read as a date')

    await panel.getByRole('button', { name: 'Checked' }).first().click()
    await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true')
  })

  test('are none in a file in which nothing is wrong', async ({ dashboard, page }) => {
    await dashboard.start({ screen: 'Overview' })
    await dashboard.open('clean.csv', cleanCsv())
    await expect(page.getByRole('region', { name: 'Findings' })).toContainText(
      'Nothing stands out in the data itself.',
    )
  })
})
