import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

test('the Model screen says what was fitted, for a detector with curves and for one without', async ({
  dashboard,
  page,
}) => {
  await dashboard.start({ screen: 'Model' })
  await dashboard.open('payments.csv', paymentsCsv({ rows: 500, planted: [5] }))
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('iforest')
  await dashboard.ranked()
  const fitted = page.getByRole('region', { name: 'What was fitted' })
  const detector = fitted.getByRole('region', { name: 'Detector' })
  await expect(detector).toContainText('Isolation forest')
  await expect(detector).toContainText('Good at')
  await expect(detector).toContainText('Liu')
  const ran = fitted.getByRole('region', { name: 'This run' })
  await expect(ran).toContainText('all 500')
  await expect(ran).toContainText('Seed1. The same seed gives the same scores')
  const parameters = fitted.getByRole('table', { name: 'Parameters' })
  await expect(parameters.getByRole('row').filter({ hasText: 'Trees' })).toContainText('100')

  await page.getByRole('combobox', { name: 'Detector' }).selectOption('pca')
  await dashboard.ranked()
  await expect(detector).toContainText('Principal components')
  const explained = dashboard.view('Explained variance')
  await expect(explained).toContainText(/Explained variance \(%\): .* at components 1, 100 at/)
  await dashboard.showAsTable('Explained variance')
  await expect(explained.getByRole('table')).toContainText('100')
  await expect(
    fitted.getByRole('region', { name: 'Component 1', exact: true }).getByRole('table'),
  ).toBeVisible()
})

test('while nothing has run, it says so', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Model' })
  await dashboard.choose('payments.csv', paymentsCsv({ rows: 250_000, planted: [5] }))
  await expect(dashboard.loadedStatus).toBeVisible({ timeout: 45_000 })
  await dashboard.cancel.click()
  await expect(dashboard.progress).toHaveCount(0)
  const fitted = page.getByRole('region', { name: 'What was fitted' })
  await expect(fitted.getByRole('status')).toContainText('No detector has run')
})
