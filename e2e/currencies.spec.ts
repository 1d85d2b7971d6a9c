import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { PAYMENT_HEADER, paymentRows } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const ROWS = 600
const PLANTED = [30, 77, 121, 180, 244, 300, 333, 401, 480, 512]

/** Rows ten minutes apart: 600 of them cover five days. Seven of the planted ones are frauds. */
const FILE =
  [
    [...PAYMENT_HEADER, 'Fraud'].join(','),
    ...paymentRows({ rows: ROWS, planted: PLANTED }).map((cells, row) =>
      [...cells, PLANTED.slice(3).includes(row) ? 'yes' : 'no'].join(','),
    ),
  ].join('\n') + '\n'

test('the line is drawn by capacity and by cost, and repeated on the command line', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await page.getByRole('button', { name: 'Threshold…' }).click()
  const panel = page.getByRole('dialog', { name: 'Where to draw the line' })
  const way = (name: string) => panel.getByRole('radiogroup').getByText(name, { exact: true }).click()
  const type = async (name: string, value: string) => {
    const field = panel.getByRole('spinbutton', { name })
    await field.fill(value)
    await field.press('Enter')
  }

  await way('Review capacity')
  await expect(panel.getByRole('spinbutton', { name: 'Days' })).toHaveValue('5')
  await type('Rows per day', '6')
  await dashboard.expectFlagged(30)
  const moves = page.getByRole('button', { name: /^Rows that moved: \d+ rows? (entered|left)/ })
  await expect(moves).toBeVisible()

  // By the labels: three planted rows are no frauds, so that brute force over the exported ranking finds the same.
  await way('Expected cost')
  await expect(panel.getByText('Fraud says which rows are anomalies: 7 of 600 rows')).toBeVisible()
  await panel.getByRole('button', { name: /^Flag \d+ rows$/ }).click()
  await expect(panel.getByText('The line is there.')).toBeVisible()
  const byLabel = (await dashboard.flagged()).flagged
  const all = await dashboard.exportAll()
  const [rank, fraud] = [all.head.indexOf('rank'), all.head.lastIndexOf('Fraud')]
  const ranked = all.rows
    .toSorted((a, b) => Number(a[rank]) - Number(b[rank]))
    .map((cells) => cells[fraud] === 'yes')
  const costOf = (cut: number) =>
    ranked.reduce((sum, isFraud, k) => sum + (k < cut ? (isFraud ? 0 : 5) : isFraud ? 200 : 0), 0)
  const costs = Array.from({ length: ROWS + 1 }, (_, cut) => costOf(cut))
  expect(costs[byLabel]).toBe(Math.min(...costs))

  // While the line stands at the lowest cost, it follows the figures.
  await panel.getByLabel('How rare, told from').selectOption('stated')
  await type('Base rate', '2')
  await expect(panel.getByText('The line is there.')).toBeVisible()
  const before = (await dashboard.flagged()).flagged
  await type('Loss per missed anomaly', '2000')
  await expect.poll(async () => (await dashboard.flagged()).flagged).toBeGreaterThan(before)
  const flagged = (await dashboard.flagged()).flagged

  await panel.getByRole('button', { name: 'Show as table' }).click()
  await expect(panel.getByRole('table', { name: 'Expected cost data' }).getByRole('row')).not.toHaveCount(1)
  await page.mouse.move(2, 2)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  expect(await violations(page)).toEqual([])

  // The command line flags the same rows with what the page saved, and with the same costs as options.
  await page.getByRole('button', { name: 'More to export' }).click()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('menuitem', { name: /settings/i })
      .first()
      .click(),
  ])
  const folder = test.info().outputDir
  await saved.saveAs(`${folder}/settings.json`)
  await writeFile(`${folder}/pay.csv`, FILE)
  const cost = 'false-alarm=5,missed=2000,base-rate=2%'
  for (const how of [
    ['--settings', `${folder}/settings.json`],
    ['--cost', cost],
  ]) {
    const args = ['scripts/run-cli.mjs', 'detect', `${folder}/pay.csv`, ...how, '--json']
    const report = JSON.parse(execFileSync('node', args, { encoding: 'utf8' })) as { flagged: number }
    expect(report.flagged).toBe(flagged)
  }
})

test('suggestions are honest, and the rows of a move are listed and lead to their details', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await page.getByRole('button', { name: 'Threshold…' }).click()
  const panel = page.getByRole('dialog', { name: 'Where to draw the line' })
  await panel.getByRole('radiogroup').getByText('Suggestions', { exact: true }).click()
  const suggestion = (name: string) => panel.getByRole('listitem', { name })
  await expect(suggestion('Proposed')).toContainText('stands out')
  await suggestion('Tail of the scores')
    .getByRole('button', { name: /^Flag / })
    .click()
  expect((await dashboard.flagged()).flagged).toBeGreaterThanOrEqual(PLANTED.length)
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(panel).toHaveCount(0)

  // From a pinned place the rows in between are those of the ranks in between.
  await dashboard.review(20)
  const moves = page.getByRole('button', { name: /^Rows that moved/ })
  await moves.click()
  const list = page.getByRole('dialog', { name: 'Rows that moved' })
  await list.getByRole('button', { name: 'Compare with here' }).click()
  await page.keyboard.press('Escape')
  await dashboard.review(24)
  await dashboard.review(32)
  await expect(moves).toHaveAccessibleName(/: 12 rows entered, [\d,.]+; lowest score -?[\d.]+$/)
  await moves.click()
  await expect(list.getByRole('row')).toHaveCount(13)
  await list.getByRole('button', { name: 'Show row of rank 25' }).click()
  await expect(page.getByText('Rank 25', { exact: true })).toBeVisible()
})
