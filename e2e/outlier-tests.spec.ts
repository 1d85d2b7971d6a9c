import { PAYMENT_HEADER, paymentRows, paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

test.use({ sharesPage: true })

const PLANTED = [40, 222, 333]
const OPTIONS = { rows: 600, planted: PLANTED, plantedIn: 'Amount' } as const
const AMOUNTS = paymentRows(OPTIONS).map((cells) => Number(cells[PAYMENT_HEADER.indexOf('Amount')]))

/** The median of some numbers. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2
}

/** Rows whose modified z is above 3.5, worked out without the product. */
function byModifiedZ(values: readonly number[], limit = 3.5): number[] {
  const middle = median(values)
  const spread = 1.482602218505602 * median(values.map((v) => Math.abs(v - middle)))
  return [...values.keys()].filter((row) => Math.abs(values[row]! - middle) / spread > limit)
}

function byMeanSd(values: readonly number[], k: number): number[] {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1))
  return [...values.keys()].filter((row) => Math.abs(values[row]! - mean) > k * sd)
}

test('tests on one column say what they find, show it, and become the ranking', async ({
  dashboard,
  page,
}) => {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  await page.getByText('Outlier tests', { exact: true }).click()

  const tests = page.getByRole('table', { name: 'Tests side by side' })
  const row = (name: string) => tests.getByRole('row').filter({ hasText: name })
  await expect(page.getByRole('combobox', { name: 'Column', exact: true })).toHaveValue(
    String(PAYMENT_HEADER.indexOf('Amount')),
  )
  const z = byModifiedZ(AMOUNTS)
  expect(z).toEqual(expect.arrayContaining(PLANTED))
  await expect(row('Modified z')).toContainText(
    `${z.length} values lie more than 3.5 robust standard deviations`,
  )
  await expect(row('Mean ±')).toContainText(`${byMeanSd(AMOUNTS, 3).length} values lie more than 3 standard`)
  await expect(row('Grubbs')).toContainText(
    /The largest value [\d,.]+ is an outlier at α = 0.05 \(G = [\d.]+ > [\d.]+/,
  )
  await expect(row('Generalised ESD')).toContainText('3 outliers at α = 0.05')

  // A setting takes effect.
  await row('Mean ±').getByRole('spinbutton', { name: 'Standard deviations' }).fill('2')
  await page.keyboard.press('Enter')
  const two = byMeanSd(AMOUNTS, 2)
  await expect(row('Mean ±')).toContainText(`${two.length} values lie more than 2 standard deviations`)

  // Its rows are shown.
  await row('Modified z')
    .getByRole('button', { name: /^Show / })
    .click()
  await expect(page.getByRole('status').filter({ hasText: /rows selected/ })).toHaveText(
    `${z.length} of 600 rows selected`,
  )
  await expect(page.getByRole('grid', { name: 'Selected rows' })).toHaveAttribute(
    'aria-rowcount',
    String(z.length + 1),
  )
  await page.getByRole('button', { name: 'Undo selection' }).click()

  // It becomes the ranking, and flags the very rows.
  await row('Modified z').getByRole('button', { name: 'Use Modified z (median and MAD) as ranking' }).click()
  await dashboard.ranked()
  await dashboard.expectFlagged(z.length)
  await expect(row('Modified z')).toContainText(`of ${z.length} flagged`)
  await expect(row('Modified z').getByRole('cell').nth(4)).toHaveText('1.00')
  await expect(page.getByRole('combobox', { name: 'Detector' })).toHaveValue('modified-z')
  const { rows } = await dashboard.exportFlagged()
  const ids = rows.map((cells) => Number(cells.at(-PAYMENT_HEADER.length)) - 1).sort((a, b) => a - b)
  expect(ids).toEqual(z)

  // The overlap follows the cut.
  await dashboard.review(1)
  await expect(row('Modified z')).toContainText('of 1 flagged')
  await expect(row('Grubbs').getByRole('cell').nth(4)).toHaveText('1.00')
})

test('the plot has its limits as a table, and Rosner’s steps are listed', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  await page.getByText('Outlier tests', { exact: true }).click()
  await dashboard.showAsTable('Values and limits')
  const limits = page.getByRole('table', { name: 'Limits of the tests' })
  await expect(limits.getByRole('row').filter({ hasText: 'modified z' })).toContainText(
    /below [\d.]+ or above [\d.]+/,
  )
  const total = page.getByRole('table', { name: 'Values and limits data' }).locator('tfoot td')
  await expect(total.first()).toHaveText('600')
  await page.getByText('Steps of the generalised ESD test').first().click()
  const steps = page.getByRole('table', { name: 'Steps of the generalised ESD test' })
  await expect(steps.getByRole('row').nth(1)).toContainText(Math.max(...AMOUNTS).toLocaleString('en-US'))
  await expect(steps.getByRole('cell', { name: 'yes' })).toHaveCount(3)
})

test('a skewed column is told, and a logarithm is offered', async ({ dashboard, page }) => {
  const lines = AMOUNTS.map((amount, row) => `${row},${Math.exp(amount / 30).toFixed(2)}`)
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('skewed.csv', ['No,Amount', ...lines].join('\n'))
  await page.getByText('Outlier tests', { exact: true }).click()
  await expect(page.getByText(/The values are skewed, also without their extremes/)).toBeVisible()
  const fences = page.getByRole('row').filter({ hasText: 'Quartile fences' })
  const found = async () => Number((await fences.getByRole('cell').nth(2).innerText()).split('\n')[0])
  const before = await found()
  await page.getByRole('button', { name: 'Use ln x' }).click()
  await expect(page.getByText(/The transformed values are|The middle is symmetric/)).toBeVisible()
  await expect.poll(found).toBeLessThan(before)
  await expect(page.getByRole('combobox', { name: 'Transform' })).toHaveValue('log')
})

test('several columns together find a row that breaks their pattern', async ({ dashboard, page }) => {
  const rows = AMOUNTS.map((amount, row) => {
    const value = PLANTED.includes(row) ? 100 : amount
    const partner = row === 100 ? 2 * value - 60 : 2 * value + ((row * 7919) % 17) / 2
    return `${value.toFixed(2)},${partner.toFixed(2)}`
  })
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('pairs.csv', ['Amount,Partner amount', ...rows].join('\n'))
  await page.getByText('Outlier tests', { exact: true }).click()
  await page.getByText('Several together', { exact: true }).click()
  const said = page.getByText(/rows? lies? [\d.]+ or farther from the centre of 2 columns/)
  await expect(said).toBeVisible()
  const found = Number(/^([\d,]+) rows?/.exec(await said.innerText())?.[1])
  await expect(page.getByRole('region', { name: 'Robust distances' })).toContainText(
    `Distance of 600 rows; ${found} beyond the limit`,
  )
  await expect(page.getByRole('table', { name: 'Robust centre and spread' })).toContainText('Partner amount')
  await page.getByText('Chi-squared Q–Q', { exact: true }).first().click()
  const quantiles = page.getByRole('region', { name: 'Chi-squared Q–Q' })
  await expect(quantiles).toContainText('Squared distances of 600 rows as 400 points')
  await dashboard.showAsTable('Chi-squared Q–Q')
  const ranks = quantiles.getByRole('table', { name: 'Chi-squared Q–Q data' })
  await expect(ranks.getByRole('rowheader').last()).toHaveText('600')
  // Logarithms make another ranking, which repeats what the page found.
  await page.getByLabel('Transform', { exact: true }).selectOption('log')
  await expect(page.getByRole('table', { name: 'Robust centre and spread' })).toContainText(
    'transformed values',
  )
  await page.getByLabel('Transform', { exact: true }).selectOption('none')
  await expect(page.getByRole('table', { name: 'Robust centre and spread' })).not.toContainText('transformed')
  await page.getByRole('button', { name: 'Use as ranking' }).click()
  await dashboard.ranked()
  await dashboard.expectFlagged(found)
  await dashboard.screen('Review')
  await expect(dashboard.grid.getByRole('row').nth(1)).toContainText(rows[100]!.split(',')[0]!)
})

test('no accessibility violation', async ({ dashboard, page }) => {
  await dashboard.start({ screen: 'Explore' })
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  await page.getByText('Outlier tests', { exact: true }).click()
  await expect(page.getByRole('table', { name: 'Tests side by side' })).toBeVisible()
  const wrong = () => violations(page)
  expect(await wrong()).toEqual([])
  await page.getByText('Several together', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Robust distances' })).toBeVisible()
  expect(await wrong()).toEqual([])
})
