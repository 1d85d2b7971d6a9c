import { gzipSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { numbersCsv, paymentRows, paymentsCsv, PAYMENT_HEADER } from './data.ts'
import { expect, test } from './test.ts'

const OPTIONS = { rows: 300, planted: [17, 211] }

test('a .csv.gz opens as what is in it', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.open('payments.csv.gz', gzipSync(paymentsCsv(OPTIONS)))
  await expect(dashboard.loadedStatus).toContainText(`300 rows × ${PAYMENT_HEADER.length} columns`)
})

test('an Excel workbook opens as its first sheet, and this is said', async ({ dashboard, page }) => {
  const workbook = await writeXlsx({
    sheets: [
      { name: 'Ledger', rows: [PAYMENT_HEADER, ...paymentRows(OPTIONS)] },
      { name: 'Other', rows: [['nothing']] },
    ],
  })
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('payments.xlsx', Buffer.from(workbook))
  await expect(dashboard.loadedStatus).toContainText(`300 rows × ${PAYMENT_HEADER.length} columns`)
  await expect(page.getByText(/Ledger/)).toBeVisible()
  // The cells of a row come out of the sheet again.
  await dashboard.screen('Review')
  await expect(page.getByText(/^00000\d{3}$/).first()).toBeVisible()
})

test('a file too large for memory is refused before it is read, and a random sample of it opens', async ({
  dashboard,
  page,
}) => {
  // A device that tells of 4 MB leaves 2 MB for a file.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'deviceMemory', { value: 4 / 1024 })
  })
  await dashboard.start({ screen: 'Overview' })
  await dashboard.choose('large.csv', numbersCsv(60_000, 8))
  await expect(dashboard.alert).toContainText(/large\.csv/)
  await page.getByRole('spinbutton', { name: 'Rows to draw' }).fill('5000')
  await page.getByRole('button', { name: 'Open a random sample' }).click()
  await dashboard.ranked()
  await expect(dashboard.loadedStatus).toContainText('5,000 rows × 8 columns')
  await expect(page.getByText(/60,000/).first()).toBeVisible()
})
