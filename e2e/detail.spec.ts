import { AxeBuilder } from '@axe-core/playwright'
import { uniform } from './data.ts'
import { expect, test } from './test.ts'

/** 600 payments of 20 customers; one of customer C07 is far larger than every other. */
function payments(): string {
  const next = uniform(5)
  const lines = ['Payment id,Customer,Booked at,Amount,Fee,Type']
  for (let row = 0; row < 600; row++) {
    const customer = row === 77 ? 'C07' : `C${String(Math.floor(next() * 20)).padStart(2, '0')}`
    const at = new Date(Date.UTC(2024, 0, 1) + row * 7_200_000).toISOString().slice(0, 16)
    const amount = row === 77 ? 2769.89 : 60 + 80 * next()
    const type = next() < 0.7 ? 'Personal' : 'Business'
    lines.push(`P${10_000 + row},${customer},${at},${amount.toFixed(2)},${(1 + next()).toFixed(2)},${type}`)
  }
  return lines.join('\n')
}

test('a row is told beside its peers, explained to the sum of its score, and un-flagged by the smallest change', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', payments())
  await page.getByRole('combobox', { name: 'Detector' }).selectOption('iforest')
  await dashboard.ranked()
  await dashboard.screen('Review')
  await dashboard.review(4)
  const panel = page.getByRole('region', { name: 'Selected row', exact: true })
  await dashboard.grid.getByRole('row').filter({ hasText: 'P10077' }).click()

  // In the data's own units, beside all rows and beside the customer's others.
  const first = panel.getByRole('list', { name: 'Reasons' }).getByRole('listitem').first()
  await expect(first).toContainText(/Amount 2,769\.89.*(higher than all other|higher than 99\.\d %)/)
  await expect(first).toContainText(/\d+ × the usual of this customer/)
  const cells = panel.getByRole('region', { name: 'Beside what is typical' })
  await expect(cells).toContainText(/other rows of Customer C07/)
  await cells.getByRole('combobox', { name: 'Peers' }).selectOption({ label: 'No peers' })
  await expect(cells).toContainText('Beside all rows of the file.')

  const open = (name: string | RegExp) => panel.getByRole('button', { name }).click()
  await open('What would be enough to un-flag it')
  const enough = panel.getByRole('region', { name: 'What would be enough to un-flag it' })
  await expect(enough).toContainText(/Amount 2,769\.89 → [\d.,]+ would be enough/)

  // The waterfall's steps add up to where it ends.
  await open('Contributions to the score')
  const table = panel.getByRole('table', { name: 'Contributions' })
  await expect(table.getByRole('row').last()).toContainText('This row')
  const texts = await table.getByRole('row').locator('td:first-of-type').allTextContents()
  const figures = texts.map((text) => Number(text.replace('−', '-').replace('+', '')))
  const [total = NaN] = figures.slice(-1)
  const sum = figures.slice(0, -1).reduce((reached, figure) => reached + figure, 0)
  expect(Math.abs(sum - total)).toBeLessThan(0.005 * figures.length + 1e-9)

  await open('Nearest rows that are not flagged')
  const nearest = panel.getByRole('table', { name: 'Nearest rows that are not flagged' })
  await expect(nearest.getByRole('button', { name: /^Row/ })).toHaveCount(5)

  // Other rows of the customer: the keyboard goes to one of them, and the table has them all.
  await open('Rows of the same Customer')
  const entity = dashboard.view('Rows of the same entity')
  await expect(entity).toContainText(/rows of Customer C07; 1 flagged, 0 decided/)
  const scan = await new AxeBuilder({ page }).include('.review-details').analyze()
  expect(
    scan.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
  ).toEqual([])

  const points = entity.getByRole('listbox', { name: 'Rows of the same entity along time' })
  await points.focus()
  await points.press('Home')
  await points.press('Enter')
  await expect(panel).toContainText('Not flagged')
  await expect(enough).toContainText('This row is not flagged')
  await dashboard.showAsTable('Rows of the same entity')
  await entity.getByRole('button', { name: '78', exact: true }).click()
  await expect(panel.getByRole('heading', { name: /^Rank [1-4]$/ })).toBeVisible()
  await expect(enough).toContainText(/would be enough/)

  // What was opened is open when the panel comes back.
  await dashboard.screen('Overview')
  await dashboard.screen('Review')
  await expect(panel.getByRole('button', { name: 'Contributions to the score' })).toHaveAttribute(
    'aria-expanded',
    'true',
  )
})
