import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test('no accessibility violation', async ({ dashboard, page }) => {
  await dashboard.start()
  const wrong = () => violations(page)
  expect(await wrong(), 'empty page').toEqual([])
  await dashboard.open('payments.csv', paymentsCsv({ rows: 500, planted: [5] }))
  await dashboard.screen('Review')
  await expect(dashboard.grid.getByRole('row').nth(1)).toBeVisible()
  expect(await wrong(), 'review').toEqual([])
  await dashboard.screen('Overview')
  expect(await wrong(), 'overview').toEqual([])
})
