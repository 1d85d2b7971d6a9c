import { AxeBuilder } from '@axe-core/playwright'
import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious accessibility violation, ${colorScheme}`, async ({ dashboard, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await dashboard.start()
    const serious = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
    }
    expect(await serious(), 'empty page').toEqual([])
    await dashboard.open('payments.csv', paymentsCsv({ rows: 500, planted: [5] }))
    await dashboard.screen('Review')
    await expect(dashboard.grid.getByRole('row').nth(1)).toBeVisible()
    expect(await serious(), 'review').toEqual([])
    await dashboard.screen('Overview')
    expect(await serious(), 'overview').toEqual([])
  })
}
