import type { Page } from '@playwright/test'
import { uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

const ROWS = 600
/** Rows of each cause, from the start of the file. */
const CAUSES = [16, 12] as const
const FLAGGED = 30

/** Payments of which some have large amounts with high fees, and some many items at a discount in one shop. */
function causesCsv(): string {
  const next = uniform(5)
  const around = (middle: number, spread: number) =>
    middle + spread * (next() + next() + next() + next() + next() + next() - 3)
  const lines = ['Amount,Fee,Items,Discount,Shop']
  for (let row = 0; row < ROWS; row++) {
    const cause = row < CAUSES[0] ? 1 : row < CAUSES[0] + CAUSES[1] ? 2 : 0
    const cells = [
      (cause === 1 ? around(3000, 200) : around(80, 20)).toFixed(2),
      (cause === 1 ? around(50, 4) : around(5, 1)).toFixed(2),
      Math.round(cause === 2 ? around(70, 5) : around(8, 2)),
      (cause === 2 ? around(50, 4) : around(9, 2)).toFixed(1),
      cause === 2 ? 's7' : `s${Math.floor(next() * 20)}`,
    ]
    lines.push(cells.join(','))
  }
  return lines.join('\n')
}

test('alarms with one cause are decided once, and the decisions tell how right the line is and what it misses', async ({
  dashboard,
  page,
}) => {
  test.slow() // a scan for accessibility of a full screen takes its time
  await dashboard.start()
  await dashboard.open('causes.csv', causesCsv())
  await dashboard.review(FLAGGED)
  await part(page, 'Groups')

  const groups = page.getByRole('list', { name: 'Groups' }).getByRole('listitem')
  const large = groups.filter({ hasText: 'Amount high' }).filter({ hasText: 'Fee high' })
  const many = groups.filter({ hasText: 'Items high' }).filter({ hasText: 'all Shop s7' })
  await expect(large).toContainText('16 rows')
  await expect(many).toContainText('12 rows')

  // A whole group by one key, and one step of undo takes all of it back.
  const precision = page.getByRole('button', { name: /^Precision/ })
  await expect(precision).toHaveText('Precision –')
  await large.getByRole('button').click()
  await page.keyboard.press('Shift+A')
  await expect(large).toContainText('all decided')
  await expect(precision).toContainText(told(CAUSES[0], CAUSES[0], FLAGGED))
  await page.keyboard.press('z')
  await expect(large).toContainText('none decided')
  await expect(precision).toHaveText('Precision –')
  await page.keyboard.press('Shift+Z')
  await expect(large).toContainText('all decided')

  // The other by its button: the grid holds its rows, and every plot shows them when they are selected.
  await many.getByRole('button').click()
  await expect(page.getByRole('grid', { name: /^Group \d rows$/ })).toHaveAttribute('aria-rowcount', '13')
  await page.getByRole('button', { name: 'Select in all plots' }).click()
  await expect(page.getByText(`12 of ${ROWS} rows selected`)).toBeVisible()
  await page
    .getByRole('group', { name: 'Decide the group' })
    .getByRole('button', { name: 'False alarm: all 12 rows' })
    .click()
  await expect(many).toContainText('all decided')
  await expect(precision).toContainText(told(CAUSES[0], CAUSES[0] + CAUSES[1], FLAGGED))
  await page.getByRole('button', { name: 'Clear', exact: true }).click()

  // What was learned goes on moving rows over the line; from here on it stays.
  await page.getByRole('switch', { name: 'Learn from decisions' }).click()
  await expect(page.getByText('detector’s own order')).toBeVisible()

  // Random rows from below the line: they are in the queue, and tell what is missed.
  await precision.click()
  const panel = page.getByRole('dialog', { name: /^Precision/ })
  await panel.getByRole('button', { name: 'Add 20 random checks' }).click()
  await expect(panel).toContainText('20 rows drawn at random, 20 not decided yet.')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  // The rest of the queue at once: 2 flagged rows and the 20 checks.
  await part(page, 'Flagged rows')
  await page
    .getByRole('group', { name: 'Rows of the queue' })
    .getByRole('button', { name: 'Undecided 22' })
    .click()
  await expect(dashboard.grid).toHaveAttribute('aria-rowcount', '23')
  // Blind: nothing tells checks from flagged rows, neither in the list nor of the row that is open.
  await expect(dashboard.grid.getByText('Random check')).toHaveCount(0)
  await expect(dashboard.grid.locator('[data-flagged]')).toHaveCount(0)
  await dashboard.grid.getByRole('row').nth(1).getByRole('rowheader').click()
  const row = page.getByRole('region', { name: 'Selected row' })
  await expect(row.getByRole('note')).toContainText('random checks are mixed into the queue')
  await expect(row.getByRole('button', { name: 'Why it stands out' })).toHaveCount(0)
  await expect(row.getByText(/^(Flagged|Not flagged|Score|Rank [\d,]+)$/)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Score histogram' })).toBeHidden()
  await dashboard.grid.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Mark all 22' }).click()
  await page.keyboard.press('f')
  await expect(precision).toContainText(`Precision ${percent(CAUSES[0] / FLAGGED)}, all decided`)

  await precision.click()
  const below = ROWS - FLAGGED
  const most = mostMissed(20, below)
  await expect(row.getByRole('button', { name: 'Why it stands out' })).toBeVisible()
  await expect(panel.getByRole('region', { name: 'Precision' })).toContainText('Every flagged row is decided')
  await expect(panel.getByRole('region', { name: 'Missed' })).toContainText(
    `0 of 20 decided checks are anomalies, so of the ${below} rows below the line 0 % to ${percent(most / below)} are`,
  )
})

async function part(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Part of the review' }).getByText(name, { exact: true }).click()
}

/** What the page says of the precision: the share with its interval, worked out here term by term. */
function told(hits: number, decided: number, flagged: number): string {
  const possible = Array.from({ length: flagged + 1 }, (_, marked) => marked).filter((marked) => {
    const chances = Array.from({ length: decided + 1 }, (_, k) => chance(k, decided, marked, flagged))
    const sum = (from: number, to: number) => chances.slice(from, to + 1).reduce((a, b) => a + b, 0)
    return sum(hits, decided) > 0.025 && sum(0, hits) > 0.025
  })
  const [first = NaN] = possible
  const [last = NaN] = possible.slice(-1)
  const [low, high] = [first / flagged, last / flagged]
  const range = `${percent(low).replace(' %', '')}–${percent(high)}`
  return `Precision ${percent(hits / decided)} (${range}), ${decided} of ${flagged} decided`
}

/** The largest number of anomalies of which a draw without any has a chance of more than 2.5 %. */
function mostMissed(drawn: number, rows: number): number {
  let most = 0
  while (chance(0, drawn, most + 1, rows) > 0.025) most++
  return most
}

/** Of k marked rows among the drawn, without putting back. */
function chance(k: number, drawn: number, marked: number, rows: number): number {
  return (choose(marked, k) * choose(rows - marked, drawn - k)) / choose(rows, drawn)
}

function choose(n: number, k: number): number {
  let product = k > n ? 0 : 1
  for (let i = 0; i < k; i++) product *= (n - i) / (k - i)
  return product
}

function percent(share: number): string {
  const value = share * 100
  const digits = value === 0 || value === 100 ? 0 : value < 10 || value > 99 ? 1 : 0
  return `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} %`
}
