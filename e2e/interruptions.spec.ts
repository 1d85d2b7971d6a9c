import type { Page } from '@playwright/test'
import { numbersCsv, paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

const LARGE = Buffer.from(numbersCsv(150_000, 10))

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
  await dashboard.start({ screen: 'Overview' })
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
  await expect(dashboard.loadedStatus).toContainText('150,000 rows')
  await expect(dashboard.flaggedStatus).toHaveCount(0)
  await page
    .getByRole('button', { name: /find anomalies|run again/i })
    .first()
    .click()
  await dashboard.ranked()
  expect((await dashboard.flagged()).of).toBe(150_000)
})

test('a second file while one is being read asks first', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Overview' })
  await dashboard.choose('large.csv', LARGE)
  await expect(dashboard.progress).toBeVisible()
  await dashboard.drop('second.csv', paymentsCsv({ rows: 300 }))
  const question = page.getByRole('dialog')
  await expect(question).toContainText('second.csv')
  await question.getByRole('button', { name: 'Open the other file' }).click()
  await dashboard.ranked()
  await expect(dashboard.loadedStatus).toContainText('300 rows')
})

type Ending = 'dies' | 'throws'

/** Ends a worker from inside, as a bug or the browser would. */
async function end(page: Page, kind: string, how: Ending): Promise<void> {
  await workerOf(page, kind).evaluate((way) => {
    // Later, so that this call itself is still answered.
    setTimeout(() => {
      if (way === 'dies') globalThis.close()
      throw new Error('thrown on purpose')
    }, 0)
  }, how)
}

for (const how of ['dies', 'throws'] as const) {
  test(`an engine worker that ${how} while it reads gives an alert, and a fresh one serves`, async ({
    dashboard,
    page,
  }) => {
    await dashboard.start({ screen: 'Overview' })
    await dashboard.choose('large.csv', LARGE)
    await expect(dashboard.progress).toHaveAttribute('aria-valuenow', /[1-9]/)
    await end(page, 'engine', how)
    await expect(dashboard.alert).toBeVisible()
    await expect(dashboard.progress).toHaveCount(0)
    await dashboard.open('next.csv', paymentsCsv({ rows: 300 }))
    await expect(dashboard.alert).toHaveCount(0)
  })

  test(`an engine worker that ${how} at rest is noticed, and the file can be opened again`, async ({
    dashboard,
    page,
  }) => {
    await dashboard.start()
    await dashboard.open('payments.csv', paymentsCsv({ rows: 300 }))
    await dashboard.screen('Review')
    await dashboard.review(20)
    await end(page, 'engine', how)
    await dashboard.grid.getByRole('row').nth(5).click()
    await expect(dashboard.alert).toBeVisible()
    await dashboard.alert.getByRole('button', { name: 'Open again' }).click()
    await dashboard.ranked()
    await expect(dashboard.alert).toHaveCount(0)
    await dashboard.expectFlagged(20)
  })

  test(`a pool worker that ${how} is replaced: the next run works`, async ({ dashboard, page }) => {
    await dashboard.start({ screen: 'Overview' })
    await dashboard.open('payments.csv', paymentsCsv({ rows: 300 }))
    await end(page, 'pool', how)
    await page.getByRole('button', { name: 'Parameters and seed' }).click()
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('7')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await dashboard.ranked()
    await expect(dashboard.alert).toHaveCount(0)
  })
}

test('a pool worker that dies while it scores gives an alert, and the next run works', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.choose('large.csv', LARGE)
  await expect(dashboard.loadedStatus).toBeVisible({ timeout: 45_000 })
  await end(page, 'pool', 'dies')
  await expect(dashboard.alert).toBeVisible()
  await page.getByRole('button', { name: 'Find anomalies' }).click()
  await dashboard.ranked()
  await expect(dashboard.alert).toHaveCount(0)
})
