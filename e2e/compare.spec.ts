import type { Page } from '@playwright/test'
import type { Dashboard } from './dashboard.ts'
import { numbersCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

async function openSample({ dashboard, page }: { dashboard: Dashboard; page: Page }): Promise<void> {
  await dashboard.start({ screen: 'Evaluate' })
  await page.getByRole('button', { name: 'Sample: Card transactions' }).click()
  await dashboard.ranked()
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('iforest')
  await dashboard.ranked()
  await dashboard.review(20)
}

async function compare(page: Page, names: readonly string[]): Promise<void> {
  const chooser = page.getByRole('group', { name: 'Detectors to compare' })
  // The part loads when it is first shown: whether the chooser is open is known once its head is there.
  const head = page.getByText('Choose detectors', { exact: true })
  await expect(head).toBeVisible()
  if (!(await chooser.isVisible())) await head.click()
  for (const name of names) await chooser.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('button', { name: /^Run \d+ detectors?$/ }).click()
}

const NAMES = ['Quartiles (IQR fences)', 'Histograms (HBOS)', 'Local outlier factor'] as const

test('three detectors are compared, follow the slider, and one becomes the ranking', async ({
  dashboard,
  page,
}) => {
  await openSample({ dashboard, page })
  await page.getByText('Compare detectors', { exact: true }).click()
  await expect(page.getByRole('group', { name: 'Detectors to compare' })).toContainText('2 × the rows')
  await compare(page, NAMES)
  const table = page.getByRole('table', { name: 'Detectors side by side' })
  const row = (name: string) => table.getByRole('row').filter({ hasText: name })
  await expect(table.getByRole('row')).toHaveCount(5)
  await dashboard.ranked()
  await expect(row('Isolation forest')).toContainText('current')

  const cells = async (name: string) => row(name).getByRole('cell').allInnerTexts()
  const [, flagged, inCommon, overlap] = await cells(NAMES[1])
  expect(flagged).toBe('20')
  const both = Number(inCommon)
  expect(Number(overlap)).toBeCloseTo(both / (40 - both), 1)
  // The sample has a label: what each is worth against it.
  await expect(table.getByRole('columnheader', { name: 'Recall' })).toBeVisible()
  await expect(row(NAMES[1]).getByRole('cell').nth(9)).toHaveText(/ %$/)

  // The slider moves everything without a worker.
  await dashboard.review(100)
  await expect(row(NAMES[1]).getByRole('cell').nth(1)).toHaveText('100')
  expect(Number((await cells(NAMES[1]))[2])).toBeGreaterThan(both)
  await expect(page.getByRole('status').filter({ hasText: 'With 100 rows to review' })).toBeVisible()
  await dashboard.review(20)

  // Another detector becomes the ranking, and the former one stays in the table.
  await page.getByRole('button', { name: `Use ${NAMES[2]}` }).click()
  await expect(page.getByRole('combobox', { name: 'Detector' })).toHaveValue('lof')
  await dashboard.expectFlagged(20)
  await expect(row(NAMES[2])).toContainText('current')
  await expect(table.getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('button', { name: 'Use Isolation forest' })).toBeVisible()
  await page.getByRole('button', { name: `Remove ${NAMES[0]}` }).click()
  await expect(table.getByRole('row')).toHaveCount(4)
})

test('rows that only one detector flags are listed with its reason and shown', async ({
  dashboard,
  page,
}) => {
  await openSample({ dashboard, page })
  await page.getByText('Compare detectors', { exact: true }).click()
  await compare(page, NAMES)
  const part = page.getByRole('region', { name: 'Where they disagree' })
  const choice = part.getByRole('combobox', { name: 'Rows' })
  await expect(part.getByRole('table', { name: 'Rows by how many detectors flag them' })).toContainText(
    'all 4',
  )
  await choice.selectOption({ label: await labelOf(part, /^Only Local outlier factor/) })
  const rows = part.getByRole('table', { name: 'Rows and reasons' })
  await expect(rows.getByRole('columnheader', { name: 'Why, by Local outlier factor' })).toBeVisible()
  await expect(rows.getByRole('row').nth(1)).toContainText(/: (higher|lower|in the middle)/)
  const show = part.getByRole('button', { name: /^Show \d+ rows?$/ })
  const count = Number(/\d+/.exec(await show.innerText())?.[0])
  expect(count).toBeGreaterThan(0)
  await show.click()
  await expect(page.getByRole('grid', { name: 'Selected rows' })).toHaveAttribute(
    'aria-rowcount',
    String(count + 1),
  )
  const name = await rows.getByRole('button').first().innerText()
  await rows.getByRole('button').first().click()
  await expect(page.getByRole('tab', { name: 'Review' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Selected row', exact: true })).toContainText(
    name.replace('Row ', ''),
  )
})

test('a comparison is cancelled, and what was done stays', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Evaluate' })
  await dashboard.open('large.csv', Buffer.from(numbersCsv(60_000, 8)))
  await page.getByText('Compare detectors', { exact: true }).click()
  await compare(page, ['Quartiles (IQR fences)', 'Autoencoder'])
  const table = page.getByRole('table', { name: 'Detectors side by side' })
  await expect(table.getByRole('row').filter({ hasText: 'Autoencoder' })).toContainText(/Fitting|Building/)
  await dashboard.cancel.click()
  await expect(dashboard.progress).toHaveCount(0)
  await expect(table.getByRole('row').filter({ hasText: 'Autoencoder' })).toContainText('Stopped before')
  await expect(page.getByRole('button', { name: 'Use Quartiles (IQR fences)' })).toBeEnabled()
  await page.getByRole('button', { name: 'Take away what did not run' }).click()
  await expect(table.getByRole('row')).toHaveCount(3)
})

test('stability over seeds follows the slider and is told in Review', async ({ dashboard, page }) => {
  await openSample({ dashboard, page })
  await page.getByText('Without labels', { exact: true }).click()
  await page.getByRole('spinbutton', { name: 'Seeds' }).fill('5')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Run 4 more seeds' }).click()
  const part = page.getByRole('region', { name: 'Stability over seeds' })
  await expect(part.getByRole('status')).toContainText('of the 5 seeds on average')
  await dashboard.review(60)
  await expect(part.getByRole('region', { name: 'Flagged rows by number of seeds' })).toContainText(
    /of 60 rows are flagged in all 5 seeds/,
  )
  await dashboard.showAsTable('Flagged rows by number of seeds')
  expect(await dashboard.flaggedInTable('Flagged rows by number of seeds')).toBe(60)
  const least = part.getByRole('table', { name: 'Least stable flagged rows' }).getByRole('row').nth(1)
  const told = /(\d) of 5 seeds/.exec(await least.innerText())?.[1]
  await least.getByRole('button').click()
  await expect(page.getByRole('region', { name: 'Selected row', exact: true })).toContainText(
    `Flagged in ${told} of 5 seeds`,
  )

  await page.getByRole('combobox', { name: 'Detector' }).selectOption('iqr')
  await dashboard.ranked()
  await dashboard.screen('Evaluate')
  await expect(part).toContainText('every seed gives the same ranking')
})

test('planted anomalies are found as far as the slider goes, and the rows stay as they are', async ({
  dashboard,
  page,
}) => {
  await openSample({ dashboard, page })
  const before = (await dashboard.exportFlagged()).text
  await page.getByText('Without labels', { exact: true }).click()
  const part = page.getByRole('region', { name: 'Planted anomalies', exact: true })
  await part.getByRole('spinbutton', { name: 'Rounds' }).fill('2')
  await page.keyboard.press('Enter')
  await expect(part).toContainText(/about [\d.]+ s/)
  await part.getByRole('button', { name: 'Plant and run 2 times' }).click()
  const table = part.getByRole('table', { name: 'Planted anomalies found' })
  const found = async (kind: string) =>
    Number(/(\d+) of 24/.exec(await table.getByRole('row').filter({ hasText: kind }).innerText())?.[1])
  await expect(table).toContainText('12 of each kind, 2 rounds')
  const few = await found('Global')
  await dashboard.review(500)
  await expect(table).toContainText('500 of 1,000 rows flagged')
  expect(await found('Global')).toBeGreaterThan(few)
  expect(await found('Clustered')).toBe(24)
  await dashboard.review(20)
  expect((await dashboard.exportFlagged()).text).toBe(before)
})

test('no accessibility violation', async ({ dashboard, page }) => {
  await openSample({ dashboard, page })
  await page.getByText('Compare detectors', { exact: true }).click()
  const wrong = () => violations(page)
  expect(await wrong(), 'choosing').toEqual([])
  await compare(page, NAMES)
  await dashboard.ranked()
  await expect(page.getByRole('table', { name: 'Rows and reasons' })).toContainText(/higher|lower|middle/)
  expect(await wrong(), 'compared').toEqual([])
  await page.getByText('Without labels', { exact: true }).click()
  await page.getByRole('button', { name: /more seeds$/ }).click()
  await dashboard.ranked()
  await page.getByRole('button', { name: /^Plant and run/ }).click()
  await dashboard.ranked()
  await expect(page.getByRole('table', { name: 'Planted anomalies found' })).toBeVisible()
  expect(await wrong(), 'without labels').toEqual([])
})

async function labelOf(part: ReturnType<Page['getByRole']>, wanted: RegExp): Promise<string> {
  const labels = await part.getByRole('combobox', { name: 'Rows' }).getByRole('option').allInnerTexts()
  const found = labels.find((label) => wanted.test(label))
  if (found === undefined) throw new Error(`no option like ${String(wanted)} in ${labels.join(' | ')}`)
  return found
}
