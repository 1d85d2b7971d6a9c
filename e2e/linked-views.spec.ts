import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

const VIEWS = ['Score histogram', 'Scatter plot', 'Distribution', 'Timeline']

test('after every move each view counts as many flagged rows as the page says', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv({ rows: 2000, planted: [10, 20, 30] }))
  await dashboard.screen('Review')
  for (const view of VIEWS) await dashboard.showAsTable(view)

  /** How far each view is from the count that the page says; read together, because a move takes a frame. */
  const disagreement = async () => {
    const { flagged } = await dashboard.flagged()
    const apart: string[] = []
    for (const view of VIEWS) {
      const counted = await dashboard.flaggedInTable(view)
      if (counted !== flagged) apart.push(`${view}: ${counted} instead of ${flagged}`)
    }
    const listed = await dashboard.grid.getAttribute('aria-rowcount')
    if (listed !== String(flagged + 1)) apart.push(`table: ${listed} with its head instead of ${flagged}`)
    return apart
  }
  for (const rows of [37, 5, 410, 0, 2000, 1]) {
    await dashboard.review(rows)
    await expect.poll(disagreement).toEqual([])
  }
  for (const key of ['ArrowLeft', 'PageDown', 'ArrowRight', 'PageUp', 'Home', 'End']) {
    const before = await dashboard.slider.getAttribute('aria-valuetext')
    await dashboard.slider.press(key)
    await expect(dashboard.slider).not.toHaveAttribute('aria-valuetext', before ?? '')
    await expect.poll(disagreement).toEqual([])
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
