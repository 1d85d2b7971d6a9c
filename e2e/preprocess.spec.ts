import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import type { Dashboard } from './dashboard.ts'
import { readCsv, uniform } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const run = promisify(execFile)
const ROWS = 1200

/** Payments with a long tail, some gaps, and a label; the last quarter is of another kind. */
function payments(): string {
  const next = uniform(7)
  const lines = ['Booked at,Amount,Fee,Kind,Label']
  for (let row = 0; row < ROWS; row++) {
    const late = row >= 900
    const size = next() + next() + next() + next()
    const amount = 5 * 4 ** size * (row === 700 ? 40 : 1)
    const fee = row % 40 === 0 ? '' : (2 + next() + (late ? 4 : 0)).toFixed(2)
    const at = new Date(Date.UTC(2024, 0, 1, row)).toISOString().slice(0, 19)
    const kind = row % 97 === 0 ? 'wire' : row % 3 === 0 ? 'card' : 'cash'
    lines.push(`${at},${amount.toFixed(2)},${fee},${kind},${late ? 'fraud' : 'normal'}`)
  }
  return lines.join('\n') + '\n'
}

const pipeline = (page: Page) => page.getByRole('region', { name: 'Pipeline', exact: true })
const step = (page: Page, title: string) =>
  pipeline(page).getByRole('button', { name: new RegExp(`^${title}`) })
const runButton = (page: Page) => pipeline(page).getByRole('button', { name: 'Run', exact: true })
const changes = (page: Page) => pipeline(page).getByRole('status')

async function openModel(dashboard: Dashboard, page: Page): Promise<void> {
  await dashboard.start({ screen: 'Model' })
  await dashboard.open('payments.csv', payments())
  await expect(pipeline(page).getByRole('listitem')).toHaveCount(8)
}

async function scores(dashboard: Dashboard): Promise<string[]> {
  const { head, rows } = await dashboard.exportAll()
  return rows.map((cells) => cells[head.indexOf('score')] ?? '')
}

test('a step is changed in place, marked, run and set back', async ({ dashboard, page }) => {
  await openModel(dashboard, page)
  const before = await scores(dashboard)
  const suggestion = pipeline(page).getByText(
    /A skewed column\. Suggested: Amount \(skewness [\d.]+\): logarithm/,
  )
  await expect(suggestion).toBeVisible()
  await pipeline(page).getByRole('button', { name: 'Use the suggestion' }).click()
  await expect(suggestion).toHaveCount(0)
  await expect(step(page, 'Transform')).toContainText('Amount: logarithm (ln x).')
  await expect(step(page, 'Transform')).toContainText('Changed since the last run')
  await expect(changes(page)).toHaveText('1 step changed since the last run.')

  await step(page, 'Winsorise').click()
  await page.getByLabel('Upper limit').fill('99')
  await page.getByLabel('Upper limit').press('Enter')
  await step(page, 'Missing values').click()
  await page.getByLabel('Missing numbers get').selectOption('the mean of the nearest rows')
  await expect(changes(page)).toHaveText('3 steps changed since the last run.')
  await runButton(page).click()
  await dashboard.ranked()
  await expect(changes(page)).toHaveText('As in the last run.')
  expect(await scores(dashboard)).not.toEqual(before)

  const saw = page.getByRole('region', { name: 'What the detector saw' })
  const amount = saw.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Amount' }) })
  await expect(amount).toContainText('ln x, limits')
  await expect(amount).toContainText('upper limit')
  await expect(saw.getByRole('row').filter({ hasText: 'Fee' })).toContainText('is missing')

  await pipeline(page).getByRole('button', { name: 'Reset to defaults' }).click()
  await expect(changes(page)).toHaveText('3 steps changed since the last run.')
  await pipeline(page).getByRole('button', { name: 'Undo changes' }).click()
  await expect(changes(page)).toHaveText('As in the last run.')
  await pipeline(page).getByRole('button', { name: 'Reset to defaults' }).click()
  await runButton(page).click()
  await dashboard.ranked()
  expect(await scores(dashboard)).toEqual(before)
})

test('the rows of a filter are fitted on, all rows are ranked, and settings carry it to the command line', async ({
  dashboard,
  page,
}, info) => {
  test.setTimeout(120_000)
  await openModel(dashboard, page)
  await dashboard.addFilter('Kind', 'is', 'cash')
  await step(page, 'Fit on').click()
  await page.getByLabel('Rows to fit on').selectOption('the rows of the filter')
  await expect(step(page, 'Fit on')).toContainText('Kind is cash. All rows are ranked.')
  await step(page, 'Scale').click()
  await page.getByRole('combobox', { name: 'Scale' }).selectOption('quantiles, normal')
  await runButton(page).click()
  await dashboard.ranked()
  await expect(step(page, 'Fit on')).toContainText(/Fitted on 79\d of 1,200 rows\./)
  await expect(page.getByText(/Fitted on 79\d of 1,200 rows: Kind is cash\./).first()).toBeVisible()
  const onPage = await scores(dashboard)
  expect(onPage).toHaveLength(ROWS)

  await page.getByRole('button', { name: 'More to export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('menuitem', { name: /settings/i })
      .first()
      .click(),
  ])
  const settings = info.outputPath('s.json')
  await download.saveAs(settings)
  const saved = JSON.parse(await readFile(settings, 'utf8')) as { preprocessing: unknown }
  expect(saved.preprocessing).toEqual({
    scale: 'quantile-normal',
    fitOn: {
      by: 'where',
      where: [{ kind: 'values', column: 'Kind', values: ['cash'] }],
      label: 'Kind is cash',
    },
  })

  const input = info.outputPath('payments.csv')
  const output = info.outputPath('scores.csv')
  await writeFile(input, payments())
  await run('npm', [
    'run',
    '-s',
    'flagstone',
    '--',
    'detect',
    input,
    '--settings',
    settings,
    '--scores',
    output,
  ])
  const [, ...lines] = readCsv(await readFile(output, 'utf8'))
  const byRow = new Map(lines.map(([row, , score]) => [Number(row), score]))
  const { head, rows } = await dashboard.exportAll()
  const at = head.indexOf('Booked at')
  for (const cells of rows) {
    const row = (Date.parse(`${cells[at]}Z`) - Date.UTC(2024, 0, 1)) / 3_600_000 + 1
    expect(byRow.get(row)).toBe(cells[head.indexOf('score')])
  }

  // The settings open on another day as they were saved.
  await dashboard.start({ screen: 'Model' })
  await dashboard.fileInput.setInputFiles(settings)
  await expect(page.getByText('Settings loaded: they apply to the next file you open.')).toBeVisible()
  await dashboard.open('payments.csv', payments())
  await expect(step(page, 'Fit on')).toContainText('Kind is cash. All rows are ranked.')
  await expect(step(page, 'Scale')).toContainText('normal distribution')
  expect(await scores(dashboard)).toEqual(onPage)
})

test('what cannot be fitted on is said, and the ranking that was there comes back', async ({
  dashboard,
  page,
}) => {
  await openModel(dashboard, page)
  const before = await scores(dashboard)
  await step(page, 'Fit on').click()
  await page.getByLabel('Rows to fit on').selectOption('rows before a moment')
  await page.getByLabel('Before (UTC)').fill('1999-01-01')
  await page.getByLabel('Before (UTC)').press('Enter')
  await runButton(page).click()
  await expect(dashboard.alert).toContainText(
    'rows before 1999-01-01 (Booked at) leaves none of the 1,200 rows',
  )
  await expect(changes(page)).toHaveText('1 step changed since the last run.')
  await dashboard.ranked()
  expect(await scores(dashboard)).toEqual(before)

  await page.getByLabel('Rows to fit on').selectOption('rows labelled normal')
  await runButton(page).click()
  await dashboard.ranked()
  await expect(step(page, 'Fit on')).toContainText('Fitted on 900 of 1,200 rows.')
})

test('the pipeline is usable by keyboard and without an accessibility violation', async ({
  dashboard,
  page,
}) => {
  await openModel(dashboard, page)
  for (const title of ['Missing values', 'Transform', 'Winsorise', 'Encode categories', 'Scale', 'Fit on']) {
    await step(page, title).focus()
    await page.keyboard.press('Enter')
    await expect(step(page, title)).toHaveAttribute('aria-expanded', 'true')
    await expect(page.getByRole('group', { name: title })).toBeVisible()
  }
  expect(await violations(page)).toEqual([])
})
