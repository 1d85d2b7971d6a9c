import { expect, test } from './test.ts'

test.use({ serviceWorkers: 'allow' })

test('after a first visit the page works without a network, and says when another version is ready', async ({
  dashboard,
  page,
  context,
}) => {
  await dashboard.start()
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state === 'activated') return
    await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }))
  })
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'Sample: Card transactions' }).click()
  await dashboard.ranked()
  await dashboard.screen('Explore')
  await expect(page.getByRole('heading', { level: 2, name: 'Explore' })).toBeAttached()
})
