import { paymentRows, paymentsCsv, PAYMENT_HEADER } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

const PLANTED = [40, 222]
const FILE = paymentsCsv({ rows: 400, planted: PLANTED, plantedIn: 'Quantity' })

test('a role that is changed in Columns changes the ranking', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await dashboard.screen('Review')
  await expect(page.getByText(/^Quantity [\d.,]+: higher than/)).toBeVisible()

  await dashboard.screen('Overview')
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page.getByRole('combobox', { name: 'Role of Quantity' }).selectOption('ignored')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Quantity' }) })
  await expect(row).toContainText('left out')
  await dashboard.ranked()
  await dashboard.screen('Review')
  await expect(page.getByText(/^(Amount|Duration) [\d.,]+: /).first()).toBeVisible()
  await expect(page.getByText(/^Quantity [\d.,]+: /)).toHaveCount(0)
})

test('a type that is changed, and unreadable cells that it leaves, are told and listed', async ({
  dashboard,
  page,
}) => {
  const rows = paymentRows({ rows: 300 }).map((cells, row) =>
    row === 6 ? cells.map((cell, c) => (PAYMENT_HEADER[c] === 'Duration' ? 'a while' : cell)) : cells,
  )
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('notes.csv', [PAYMENT_HEADER, ...rows].map((cells) => cells.join(',')).join('\n'))
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page.getByRole('button', { name: 'List 1 unreadable cells of Duration' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('a while')
  await expect(dialog.getByRole('row').filter({ hasText: 'a while' })).toContainText('8')
  await page.keyboard.press('Escape')

  await page.getByRole('combobox', { name: 'Type of Duration' }).selectOption('category')
  await expect(page.getByRole('button', { name: /unreadable cells of Duration/ })).toHaveCount(0)
  await dashboard.ranked()
})

test('a date order that the file leaves open is said, and settled by one choice', async ({
  dashboard,
  page,
}) => {
  const lines = Array.from({ length: 200 }, (_, row) => {
    const [day, month] = [1 + (row % 12), 1 + Math.floor(row / 17)]
    return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/2024,${(20 + ((row * 37) % 91) / 7).toFixed(2)}`
  })
  await dashboard.start({ screen: 'Overview' })
  await dashboard.open('dates.csv', ['Paid on,Amount', ...lines].join('\n'))
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(page.getByText(/it could also be month first/i).first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Format of Paid on' }).selectOption('month-first')
  await expect(page.getByText(/it could also be/i)).toHaveCount(0)
  await dashboard.ranked()
  await expect(page.getByRole('combobox', { name: 'Format of Paid on' })).toHaveValue('month-first')
})

test('another detector ranks by what it says', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await dashboard.screen('Review')
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('mean-sd')
  await dashboard.ranked()
  await expect(page.getByText(/^Amount [\d.,]+: /).first()).toBeVisible()
  await expect(page.getByText(/^Quantity [\d.,]+: /)).toHaveCount(0)
})
