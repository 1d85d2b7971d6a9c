import type { Page } from '@playwright/test'
import { numbersCsv, paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

const LARGE = Buffer.from(numbersCsv(250_000, 10))

function workerOf(page: Page, kind: string) {
  const worker = page.workers().find((candidate) => candidate.url().includes(`${kind}.worker`))
  if (!worker)
    throw new Error(
      `no ${kind} worker among ${page
        .workers()
        .map((w) => w.url())
        .join(', ')}`,
    )
  return worker
}

test('cancel while reading: the page says so at once, and the next file opens', async ({
  dashboard,
}, info) => {
  await dashboard.start()
  await dashboard.choose('large.csv', LARGE)
  await expect(dashboard.progress).toBeVisible()
  const cancelled = Date.now()
  await dashboard.cancel.click()
  await expect(dashboard.progress).toHaveCount(0)
  const idle = Date.now()
  await dashboard.choose('next.csv', paymentsCsv({ rows: 300 }))
  await expect(dashboard.progress.or(dashboard.loadedStatus).first()).toBeVisible()
  const again = Date.now()
  info.annotations.push(
    { type: 'cancel to idle page, ms', description: String(idle - cancelled) },
    { type: 'next run to its first progress, ms', description: String(again - idle) },
  )
  await dashboard.ranked()
  await expect(dashboard.loadedStatus).toContainText('300 rows')
})

test('cancel while a detector runs: the file stays open and can be ranked again', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.choose('large.csv', LARGE)
  await expect(dashboard.loadedStatus).toBeVisible({ timeout: 45_000 })
  await dashboard.cancel.click()
  await expect(dashboard.progress).toHaveCount(0)
  await expect(dashboard.loadedStatus).toContainText('250,000 rows')
  await expect(dashboard.flaggedStatus).toHaveCount(0)
  await page
    .getByRole('button', { name: /find anomalies|run again/i })
    .first()
    .click()
  await dashboard.ranked()
  expect((await dashboard.flagged()).of).toBe(250_000)
})

test('a second file while one is being read asks first', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.choose('large.csv', LARGE)
  await expect(dashboard.progress).toBeVisible()
  await dashboard.drop('second.csv', paymentsCsv({ rows: 300 }))
  const question = page.getByRole('dialog')
  await expect(question).toContainText('second.csv')
  await question.getByRole('button', { name: /open/i }).click()
  await dashboard.ranked()
  await expect(dashboard.loadedStatus).toContainText('300 rows')
})

for (const [how, kind] of [
  ['dies', 'pool'],
  ['dies', 'engine'],
  ['throws', 'pool'],
  ['throws', 'engine'],
] as const) {
  test(`a ${kind} worker that ${how} gives an alert and a fresh worker`, async ({ dashboard, page }) => {
    await dashboard.start()
    await dashboard.open('payments.csv', paymentsCsv({ rows: 300 }))
    await workerOf(page, kind).evaluate((way) => {
      // Later, so that this call itself can still answer.
      setTimeout(() => {
        if (way === 'dies') globalThis.close()
        else throw new Error('thrown on purpose')
      }, 0)
    }, how)
    await page.getByRole('combobox', { name: 'Detector' }).waitFor()
    await dashboard.choose('again.csv', paymentsCsv({ rows: 200, seed: 3 }))
    await expect(
      dashboard.alert.or(dashboard.loadedStatus.filter({ hasText: '200 rows' })).first(),
    ).toBeVisible()
  })
}
