import { numbersCsv } from './data.ts'
import { expect, test } from './test.ts'

test('200,000 rows: ranked, moved, listed and exported', async ({ dashboard }) => {
  test.setTimeout(120_000)
  await dashboard.start()
  await dashboard.open('large.csv', Buffer.from(numbersCsv(200_000, 12)))
  await expect(dashboard.loadedStatus).toContainText('200,000 rows × 12 columns')
  await dashboard.screen('Review')
  await dashboard.review(10_000)
  await expect(dashboard.grid).toHaveAttribute('aria-rowcount', '10001')
  // Virtual: only what is in sight is in the page.
  expect(await dashboard.grid.getByRole('row').count()).toBeLessThan(200)
  await dashboard.review(150)
  expect((await dashboard.exportFlagged()).rows).toHaveLength(150)
})
