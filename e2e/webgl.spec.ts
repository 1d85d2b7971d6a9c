import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

test('a lost WebGL context falls back and says so', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv({ rows: 500, planted: [5] }))
  await dashboard.screen('Review')
  await dashboard.review(20)
  const scatter = dashboard.view('Scatter plot')
  const lost = await scatter.evaluate(async (element) => {
    for (let tries = 0; tries < 100; tries++) {
      for (const canvas of element.querySelectorAll('canvas')) {
        const gl = canvas.getContext('webgl') ?? canvas.getContext('webgl2')
        const extension = gl?.getExtension('WEBGL_lose_context')
        if (extension) {
          extension.loseContext()
          return true
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return false
  })
  expect(lost, 'the scatter drew with WebGL').toBe(true)
  await expect(page.getByText(/without WebGL/).first()).toBeVisible()
  await dashboard.review(33)
  await dashboard.showAsTable('Scatter plot')
  await expect.poll(() => dashboard.flaggedInTable('Scatter plot')).toBe(33)
})
