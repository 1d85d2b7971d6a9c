import type { Page } from '@playwright/test'
import { paymentsCsv } from './data.ts'
import { serveCopy } from './own-site.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.describe('the page that is kept', () => {
  test.use({ serviceWorkers: 'allow', savesData: false })

  test('after a first visit it works without a network, and another version waits for a word', async ({
    dashboard,
    page,
    context,
  }) => {
    const site = await serveCopy()
    await page.goto(site.url)
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      if (!active || active.state === 'activated') return
      await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }))
    })
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
      const text: unknown = await (await fetch(link?.href ?? '')).json()
      return text
    })
    expect(manifest).toMatchObject({ name: 'Flagstone', start_url: './', display: 'standalone' })

    await context.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'Sample: Card transactions' }).click()
    await dashboard.ranked()
    await page.getByRole('button', { name: 'Privacy' }).click()
    const privacy = page.getByRole('dialog', { name: 'Privacy' })
    await expect(privacy.getByText('Ready: the page opens without a network')).toBeVisible()
    await expect(privacy.getByText('This machine is not on a network now.')).toBeVisible()
    await page.keyboard.press('Escape')
    await context.setOffline(false)

    // The host serves another version from now on.
    await site.publish()
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update()
    })
    const prompt = page.getByRole('region', { name: 'A new version of Flagstone is ready' })
    await expect(prompt).toContainText('Everything on card-transactions.csv is saved in this browser')
    await Promise.all([page.waitForEvent('load'), prompt.getByRole('button', { name: 'Reload' }).click()])
    await expect(dashboard.fileInput).toBeAttached()
    await expect(prompt).toHaveCount(0)
    await site.close()
  })
})

test.describe('a first visit', () => {
  test.use({ firstVisit: true })

  test('the tour by keyboard, the help, and the panel on privacy', async ({ dashboard, page }) => {
    await dashboard.start()
    await dashboard.open('payments.csv', paymentsCsv({ rows: 300, planted: [5] }))
    await page.getByRole('button', { name: 'Show me around' }).press('Enter')
    for (const step of [1, 2, 3, 4, 5, 6]) {
      const card = page.getByRole('dialog', { name: `Tour, step ${step} of 6` })
      await expect(card).toBeVisible()
      await expect(card.getByRole('button', { name: step < 6 ? 'Next' : 'Done' })).toBeFocused()
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Show me around' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Help', exact: true })).toBeFocused()

    await page.keyboard.press('Enter')
    await page.getByRole('searchbox', { name: 'Search the help' }).fill('fpr')
    await page.getByRole('button', { name: 'What is a false alarm rate?' }).click()
    await expect(page.getByText('The share of normal rows that are flagged all the same')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Help', exact: true })).toBeFocused()

    await page.getByRole('button', { name: 'Privacy' }).press('Enter')
    const privacy = page.getByRole('dialog', { name: 'Privacy' })
    await expect(privacy.getByRole('status').first()).toContainText('0 requests to other origins')
    const origins = privacy.getByRole('table', { name: 'Requests by origin' }).getByRole('rowheader')
    await expect(origins).toHaveText([new RegExp(`^${new URL(page.url()).origin}`)])
    await privacy.getByRole('button', { name: 'Try to send something out' }).click()
    await expect(privacy.getByText('by the line connect-src of the policy')).toBeVisible()
    await expect(privacy.getByRole('table', { name: 'Content security policy' })).toContainText(
      "this page's own server",
    )
    await expect(privacy.getByRole('table', { name: 'Kept on this machine' })).toContainText(
      'the tour was shown',
    )
    expect(await violations(page), 'privacy').toEqual([])
  })
})

test('a cursor reads the plots by keyboard, on a narrow page too', async ({ dashboard, page }) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv({ rows: 300, planted: [5, 50] }))
  await dashboard.review(10)

  const bars = page.getByRole('slider', { name: 'Score histogram: bars' })
  await bars.focus()
  await page.keyboard.press('End')
  await expect(bars).toHaveAttribute('aria-valuetext', /^[\d.]+ to [\d.]+: \d+ rows?, \d+ flagged/)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^\d+ of 300 rows selected$/)).toBeVisible()
  await page.keyboard.press('Enter')

  const points = page.getByRole('slider', { name: 'Scatter plot: flagged points by rank' })
  await points.focus()
  await expect(points).toHaveAttribute('aria-valuetext', /^Rank 1, score/)
  await page.keyboard.press('ArrowRight')
  await expect(points).toHaveAttribute('aria-valuetext', /^Rank 2, score/)
  await page.keyboard.press('Enter')
  await expect(dashboard.grid.getByRole('row', { selected: true })).toContainText('2')

  for (const name of ['Overview', 'Explore', 'Correlations', 'Model', 'Evaluate', 'Review'] as const) {
    await dashboard.screen(name)
    await expect(page.getByRole('heading', { level: 2, name })).toBeAttached()
    await expect.poll(() => widerThanThePage(page), { message: name }).toBe(0)
  }
})

/** Pixels by which the page would have to be scrolled sideways. */
function widerThanThePage(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return Math.max(0, scrollWidth - clientWidth)
  })
}
