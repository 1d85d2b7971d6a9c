import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

const VIEWS = ['Score histogram', 'Scatter plot', 'Distribution', 'Timeline']

test('after every move each view counts as many flagged rows as the page says', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv({ rows: 2000, planted: [10, 20, 30] }))
  await dashboard.screen('Review')
  for (const view of VIEWS) await dashboard.showAsTable(view)

  const agree = async () => {
    const { flagged } = await dashboard.flagged()
    for (const view of VIEWS)
      await expect.poll(() => dashboard.flaggedInTable(view), { message: view }).toBe(flagged)
    await expect(dashboard.grid).toHaveAttribute('aria-rowcount', String(flagged + 1))
  }
  for (const rows of [37, 5, 410, 0, 2000, 1]) {
    await dashboard.review(rows)
    await agree()
  }
  for (const key of ['ArrowRight', 'PageUp', 'ArrowLeft', 'Home', 'End']) {
    await dashboard.slider.press(key)
    await agree()
  }
})

test('dragging the threshold in the histogram moves the count', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv({ rows: 2000 }))
  await dashboard.screen('Review')
  await dashboard.review(1)
  const box = await dashboard.view('Score histogram').locator('[data-threshold-line]').boundingBox()
  if (!box) throw new Error('the histogram shows no threshold line')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x - 150, at.y, { steps: 6 })
  await page.mouse.up()
  await expect.poll(async () => (await dashboard.flagged()).flagged).toBeGreaterThan(1)
})
