import { paymentsCsv, type Measure } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

for (const plantedIn of ['Amount', 'Quantity', 'Duration'] satisfies Measure[]) {
  test(`a value planted in ${plantedIn} is found, and ${plantedIn} is its first reason`, async ({
    dashboard,
    page,
  }) => {
    const planted = 777
    await dashboard.start()
    await dashboard.open('payments.csv', paymentsCsv({ rows: 1000, planted: [planted], plantedIn }))
    await dashboard.screen('Review')
    await dashboard.review(5)
    const row = dashboard.grid.getByRole('row').filter({ hasText: String(planted + 1).padStart(8, '0') })
    await expect(row).toBeVisible()
    await row.click()
    await expect(row).toHaveAttribute('aria-selected', 'true')
    const reasons = page.getByRole('list', { name: 'Reasons' })
    await expect(reasons.getByRole('listitem').first()).toContainText(plantedIn)
    await expect(reasons.getByRole('listitem').first()).toContainText(/higher than \d/)
  })
}
