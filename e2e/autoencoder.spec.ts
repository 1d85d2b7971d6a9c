import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { paymentsCsv, readCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const run = promisify(execFile)
const FILE = paymentsCsv({ rows: 3000, planted: [5, 2000] })

test('training draws its loss, can be cancelled, and leaves its curve on the Model screen', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('autoencoder')
  await dashboard.ranked()

  // Many networks, so that there is time to look.
  await page.getByRole('button', { name: 'Parameters and seed' }).click()
  const networks = page.getByRole('spinbutton', { name: 'Networks' })
  await networks.fill('50')
  await networks.press('Tab')
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  const curve = page.getByRole('figure', { name: /^Loss of network \d+ of 50$/ })
  await expect(curve).toBeVisible()
  await expect(curve.getByRole('status')).toContainText(/training rows 0?\.?\d.*held-out rows 0?\.?\d/)
  await dashboard.cancel.click()
  await expect(dashboard.progress).toHaveCount(0, { timeout: 2000 })
  await expect(curve).toHaveCount(0)

  await page.getByRole('button', { name: 'Parameters and seed' }).click()
  await networks.fill('2')
  await networks.press('Tab')
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await dashboard.ranked()
  await dashboard.screen('Model')
  const loss = dashboard.view('Loss of network 2 of 2')
  await expect(loss).toContainText(/Training rows: .* at epoch 0.*kept: epoch \d+/)
  await dashboard.showAsTable('Loss of network 2 of 2')
  const table = loss.getByRole('table', { name: 'Loss of network 2 of 2 data' })
  await expect(table.getByRole('columnheader')).toHaveText([
    'Epoch (passes over the rows)',
    'Training rows',
    'Held-out rows',
  ])
  expect(await table.getByRole('row').count()).toBeGreaterThan(3)
})

test('the page and the command line train the same networks: equal scores to the bit', async ({
  dashboard,
  page,
}, info) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('autoencoder')
  await dashboard.ranked()
  const all = await dashboard.exportAll()
  const id = all.head.indexOf('Payment id')
  const score = all.head.indexOf('score')
  const onPage = new Map(all.rows.map((cells) => [Number(cells[id]), cells[score]]))

  const input = info.outputPath('payments.csv')
  const output = info.outputPath('scores.csv')
  await writeFile(input, FILE)
  const args = ['detect', input, '--detector', 'autoencoder', '--scores', output]
  await run('npm', ['run', '-s', 'flagstone', '--', ...args])
  const [, ...lines] = readCsv(await readFile(output, 'utf8'))
  expect(lines).toHaveLength(3000)
  expect(new Set(onPage.values()).size).toBeGreaterThan(1000)
  for (const [row, , text] of lines) expect(`${row}: ${onPage.get(Number(row))}`).toBe(`${row}: ${text}`)
})

test('what was fitted has no accessibility violation', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Model' })
  await dashboard.open('payments.csv', FILE)
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('autoencoder')
  await dashboard.ranked()
  await expect(dashboard.view('Loss of network 1 of 5')).toBeVisible()
  expect(await violations(page)).toEqual([])
})
