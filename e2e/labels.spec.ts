import type { Page } from '@playwright/test'
import type { Dashboard, Download } from './dashboard.ts'
import { PAYMENT_HEADER, paymentRows } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const PLANTED = [30, 77, 121, 180, 244, 300, 333, 401, 480, 512]
/** Two of the planted rows are normal, five anomalies look like any other row, and some rows have no label. */
const FRAUD = new Set([...PLANTED.slice(2), 5, 55, 155, 255, 355])

function labelOf(row: number): string {
  return FRAUD.has(row) ? 'yes' : row % 40 === 7 ? '' : 'no'
}

function csvWith(name: string, value: (row: number) => string, rows = 600): string {
  const lines = paymentRows({ rows, planted: PLANTED }).map((cells, row) => [...cells, value(row)].join(','))
  return [[...PAYMENT_HEADER, name].join(','), ...lines].join('\n') + '\n'
}

const FILE = csvWith('Fraud', labelOf)

/** Label and score of every row, the highest score first, from the exported file. */
function ranked({ head, rows }: Download, label: string): { score: number; label: string }[] {
  const [score, column] = [head.indexOf('score'), head.lastIndexOf(label)]
  return rows
    .map((cells) => ({ score: Number(cells[score]), label: cells[column] ?? '' }))
    .sort((a, b) => b.score - a.score)
}

/** Areas the long way: all pairs, and every threshold. */
function areas(rows: readonly { score: number; label: string }[]): { auc: number; ap: number } {
  const yes = rows.filter(({ label }) => label === 'yes')
  const no = rows.filter(({ label }) => label === 'no')
  let pairs = 0
  for (const a of yes) for (const b of no) pairs += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0
  let ap = 0
  for (const { score } of yes) {
    const hits = yes.filter((row) => row.score >= score).length
    ap += hits / (hits + no.filter((row) => row.score >= score).length)
  }
  return { auc: pairs / yes.length / no.length, ap: ap / yes.length }
}

const figure = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Figures against the labels' })
    .getByRole('row', { name: new RegExp(`^${name} `) })
    .getByRole('cell')
    .first()
const cell = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Confusion matrix' }).getByRole('button', { name: new RegExp(`^${name}`) })
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

async function openLabelled(dashboard: Dashboard, file = FILE): Promise<void> {
  await dashboard.start({ screen: 'Evaluate' })
  await dashboard.open('payments.csv', file)
}

test('figures against labels are those of the exported scores, and follow the threshold', async ({
  dashboard,
  page,
}) => {
  await openLabelled(dashboard)
  await dashboard.review(12)
  await expect(page.getByText('585 rows with a label, 13 of them anomalies')).toBeVisible()
  const rows = ranked(await dashboard.exportAll(), 'Fraud')
  const { auc, ap } = areas(rows)
  await expect(figure(page, 'AUC-ROC')).toHaveText(auc.toFixed(3))
  await expect(figure(page, 'Average precision')).toHaveText(ap.toFixed(3))

  const check = async (cut: number) => {
    const flagged = rows.slice(0, cut)
    const tp = flagged.filter(({ label }) => label === 'yes').length
    const fp = flagged.filter(({ label }) => label === 'no').length
    await expect(cell(page, 'True positives')).toContainText(String(tp))
    await expect(cell(page, 'False positives')).toContainText(String(fp))
    await expect(cell(page, 'False negatives')).toContainText(String(13 - tp))
    await expect(cell(page, 'True negatives')).toContainText(String(572 - fp))
    await expect(figure(page, 'Precision')).toHaveText(percent(tp / (tp + fp)))
    await expect(figure(page, 'Recall')).toHaveText(percent(tp / 13))
    await expect(figure(page, 'F2')).toHaveText(((5 * tp) / (5 * tp + 4 * (13 - tp) + fp)).toFixed(3))
    await expect(dashboard.view('ROC curve')).toContainText(`AUC ${auc.toFixed(3)}`)
    await expect(dashboard.view('Gain')).toContainText(`${tp} of 13 anomalies`)
  }
  await check(12)
  await dashboard.review(40)
  await check(40)
  await dashboard.slider.focus()
  await page.keyboard.press('Home')
  await expect.poll(async () => (await dashboard.flagged()).flagged).not.toBe(40)
  const { flagged } = await dashboard.flagged()
  if (flagged > 0 && flagged < 600) await check(flagged)

  await dashboard.review(0)
  await expect(figure(page, 'Precision')).toHaveText('–')
  await expect(page.getByRole('row', { name: /^Precision Of the flagged/ })).toContainText(
    'nothing is flagged',
  )
  await expect(figure(page, 'Recall')).toHaveText('0.0 %')

  // The first rows, whatever the threshold.
  const k = page.getByRole('spinbutton', { name: 'k: rows from the top' })
  await k.fill('9')
  await k.press('Enter')
  const first = rows.slice(0, 9).filter(({ label }) => label === 'yes').length
  await expect(figure(page, 'Recall at 9')).toHaveText(percent(first / 13))
  const beta = page.getByRole('spinbutton', { name: /^Beta/ })
  await beta.fill('0.5')
  await beta.press('Enter')
  await expect(figure(page, 'F0.5')).toHaveText('0.000')
  const flag = page.getByRole('button', { name: /^Flag \d+ rows$/ })
  const best = Number(/\d+/.exec((await flag.textContent()) ?? '')?.[0])
  await flag.click()
  await dashboard.expectFlagged(best)
})

test('what the values mean can be changed', async ({ dashboard, page }) => {
  await openLabelled(dashboard)
  const meanings = page.getByLabel('What the values mean')
  await expect(meanings).toContainText('yes (13)')
  await expect(meanings).toContainText('no value (15)')
  await page.getByRole('button', { name: 'Change meanings' }).click()
  const form = page.getByRole('form', { name: 'Meanings of the label’s values' })
  await form.getByRole('radiogroup', { name: 'Meaning of no value' }).getByText('Normal').click()
  await expect(page.getByText('600 rows with a label, 13 of them anomalies')).toBeVisible()
  const before = Number(await figure(page, 'AUC-ROC').textContent())
  await form.getByRole('radiogroup', { name: 'Meaning of yes' }).getByText('Normal').click()
  await expect(page.getByText('Without an anomaly there is nothing to find')).toBeVisible()
  await expect(figure(page, 'AUC-ROC')).toHaveText('–')
  await form.getByRole('radiogroup', { name: 'Meaning of no', exact: true }).getByText('Anomaly').click()
  await expect(page.getByText('572 of them anomalies')).toBeVisible()
  await expect(page.getByText('More than half are anomalies')).toBeVisible()
  // Turned round, the ranking is as bad as it was good.
  expect(Number(await figure(page, 'AUC-ROC').textContent())).toBeLessThan(before)
  await form.getByRole('button', { name: 'Back to what was proposed' }).click()
  await expect(page.getByText('585 rows with a label, 13 of them anomalies')).toBeVisible()
})

test('a cell of the confusion matrix shows its rows, and a plot its numbers', async ({ dashboard, page }) => {
  await openLabelled(dashboard)
  await dashboard.review(12)
  const text = (await cell(page, 'False negatives').textContent()) ?? ''
  const missed = Number(/\d+/.exec(text.replace('False negatives', ''))?.[0])
  expect(missed).toBeGreaterThanOrEqual(5)
  await cell(page, 'False negatives').click()
  const dock = page.getByRole('region', { name: 'Rows', exact: true })
  await expect(dock).toContainText('Selected rows')
  await expect(page.getByText(`${missed} of 600 rows selected`)).toBeVisible()
  await expect(page.getByText('False negatives with 12 flagged')).toBeVisible()
  await dashboard.showAsTable('Precision and recall')
  const table = dashboard.view('Precision and recall').getByRole('table')
  await expect(table.getByRole('row').nth(1)).toContainText('%')
})

test('a column that was a feature leaves the features when it becomes the label', async ({
  dashboard,
  page,
}) => {
  // 10 rows in 600: rare enough to be a feature by itself.
  await dashboard.start()
  await dashboard.open(
    'payments.csv',
    csvWith('Checked', (row) => (PLANTED.includes(row) ? 'B' : 'A')),
  )
  const features = page.getByRole('button', { name: /^Features:/ })
  await features.click()
  const box = page.getByRole('checkbox', { name: 'Checked' })
  await expect(box).toBeChecked()
  await page.keyboard.press('Escape')
  const before = ranked(await dashboard.exportAll(), 'Checked')

  await dashboard.screen('Evaluate')
  await expect(page.getByText('No column is marked as the label')).toBeVisible()
  await page.getByLabel('Column with the answer').selectOption('Checked')
  await expect(page.getByText('Checked is the label now and no longer a feature')).toBeVisible()
  await dashboard.ranked()
  await expect(page.getByLabel('What the values mean')).toContainText('B (10)')
  await expect(page.getByText('the rarer value is taken for the anomalies')).toBeVisible()
  await expect(page.getByText('600 rows with a label, 10 of them anomalies')).toBeVisible()
  const after = ranked(await dashboard.exportAll(), 'Checked')
  expect(after.map(({ score }) => score)).not.toEqual(before.map(({ score }) => score))

  await features.click()
  await expect(box).not.toBeChecked()
  await expect(box).toBeDisabled()
})

test('without a label the page says what one is, and where to go on', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Evaluate' })
  await page.getByRole('button', { name: 'Sample: Vendor payments' }).click()
  await dashboard.ranked()
  await expect(page.getByText('A label says of each row whether it is known to be an anomaly')).toBeVisible()
  await page.getByRole('button', { name: 'See what can be said without labels' }).click()
  await expect(page.getByRole('radio', { name: 'Without labels' })).toBeChecked()
})

test('no accessibility violation against labels', async ({ dashboard, page }) => {
  await openLabelled(dashboard)
  await expect(figure(page, 'AUC-ROC')).toBeVisible()
  await page.getByRole('button', { name: 'Change meanings' }).click()
  expect(await violations(page)).toEqual([])
})
