import { PAYMENT_HEADER, paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

const FILE = paymentsCsv({ rows: 400, planted: [17, 211] })
const SIZE = `400 rows × ${PAYMENT_HEADER.length} columns`

test('a file given to the input is read, ranked and explained without a further click', async ({
  dashboard,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await expect(dashboard.loadedStatus).toContainText(SIZE)
  await expect(dashboard.page.getByText('payments.csv').first()).toBeVisible()
  expect((await dashboard.flagged()).of).toBe(400)
  await dashboard.screen('Review')
  await expect(dashboard.grid).toBeVisible()
})

test('a file dropped anywhere on the page is opened', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.drop('dropped.csv', FILE)
  await dashboard.ranked()
  await expect(dashboard.loadedStatus).toContainText(SIZE)
})

test('pasted rows are opened', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, FILE)
  await dashboard.ranked()
  await expect(dashboard.loadedStatus).toContainText(SIZE)
})

test('each sample opens and is ranked', async ({ dashboard }) => {
  await dashboard.start()
  for (const sample of ['Card transactions', 'Vendor payments', 'Sensor readings']) {
    await dashboard.page.getByRole('button', { name: `Sample: ${sample}` }).click()
    await dashboard.ranked()
    const { flagged, of } = await dashboard.flagged()
    expect(of).toBeGreaterThan(100)
    expect(flagged).toBeLessThan(of)
    await dashboard.closeFile.click()
  }
})

test('a closed file is gone from the page, but for the offer to go on with it; so after a reload', async ({
  dashboard,
}) => {
  await dashboard.start()
  await dashboard.open('first.csv', FILE)
  await dashboard.closeFile.click()
  await expect(dashboard.loadedStatus).toHaveCount(0)
  await expect(dashboard.page.getByRole('heading', { name: 'first.csv' })).toHaveCount(0)
  await expect(dashboard.page.getByRole('button', { name: /^Sample:/ }).first()).toBeVisible()

  await dashboard.open('second.csv', paymentsCsv({ rows: 150, seed: 2 }))
  await expect(dashboard.loadedStatus).toContainText('150 rows')
  await dashboard.page.reload()
  await expect(dashboard.page.getByRole('button', { name: /^Sample:/ }).first()).toBeVisible()
  await expect(dashboard.loadedStatus).toHaveCount(0)
})
