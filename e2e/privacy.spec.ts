import type { Worker } from '@playwright/test'
import { paymentsCsv } from './data.ts'
import { ORIGIN, SUB_PATH } from './site.ts'
import { expect, test } from './test.ts'

// What is kept for offline use is asked for too.
test.use({ serviceWorkers: 'allow' })

const FOREIGN = 'http://127.0.0.1:9/stolen'

test('a whole session asks nobody but its own folder, and cannot ask anybody else', async ({
  dashboard,
  page,
}) => {
  const asked: string[] = []
  page.context().on('request', (request) => asked.push(request.url()))
  await dashboard.start({ query: '?pool=2' })
  await dashboard.open('payments.csv', paymentsCsv({ rows: 500, planted: [5] }))
  await dashboard.screen('Overview')
  await dashboard.screen('Review')
  await dashboard.review(10)
  await dashboard.exportFlagged()

  const network = asked.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'))
  expect(network.length).toBeGreaterThan(1)
  expect(network.filter((url) => !url.startsWith(`${ORIGIN}${SUB_PATH}`))).toEqual([])

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  for (const part of ["default-src 'self'", "connect-src 'self'", "object-src 'none'", "base-uri 'none'"])
    expect(policy).toContain(part)

  const fromPage = await page.evaluate(async (url) => {
    const refused = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    )
    const outcome = await fetch(url, { mode: 'no-cors' }).then(
      () => 'answered',
      () => 'failed',
    )
    return `${outcome} by ${await refused}`
  }, FOREIGN)
  expect(fromPage).toBe('failed by connect-src')

  const workers = page.workers()
  expect(workers.map(kindOf).sort()).toEqual(expect.arrayContaining(['engine', 'pool']))
  for (const worker of workers) {
    const ways = await worker.evaluate(() =>
      ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts'].filter(
        (name) => typeof Reflect.get(globalThis, name) !== 'undefined',
      ),
    )
    expect(ways, kindOf(worker)).toEqual([])
    const tried = worker.evaluate((url) => fetch(url), FOREIGN)
    await expect(tried, kindOf(worker)).rejects.toThrow(/not a function|not defined/)
  }
  expect(asked.filter((url) => url.startsWith(FOREIGN))).toEqual([])
})

function kindOf(worker: Worker): string {
  return /(\w+)\.worker/.exec(worker.url())?.[1] ?? worker.url()
}
