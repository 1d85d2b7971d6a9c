import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

const FILE = paymentsCsv({ rows: 600, planted: [0, 50, 333] })

test('decisions change the order, it says so, and it can be switched off', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await dashboard.review(25)
  const own = await dashboard.exportAll()

  const label = page.getByRole('group', { name: 'Label', exact: true })
  await label.getByRole('button', { name: /False alarm/ }).click()
  await page.getByRole('radiogroup', { name: 'Part of the review' }).getByText('Learning').click()
  const learning = page.getByRole('region', { name: 'Learning' })
  await expect(learning.getByRole('status')).toHaveText('Learned from 1 decision: 1 false alarm.')
  await expect(learning.getByRole('table').first()).toContainText('Rank before')
  expect((await dashboard.flagged()).flagged).toBe(25)

  // What is exported is what is shown.
  const learned = await dashboard.exportAll()
  const scoresOf = (file: typeof own) => file.rows.map((cells) => cells[file.head.indexOf('score')])
  expect(scoresOf(learned)).not.toEqual(scoresOf(own))

  await learning.getByRole('switch', { name: 'Decisions change the order' }).press('Space')
  await expect(learning.getByRole('status')).toContainText('detector’s own order')
  const off = await dashboard.exportAll()
  expect(scoresOf(off)).toEqual(scoresOf(own))
  await learning.getByRole('switch', { name: 'Decisions change the order' }).press('Space')
  await expect(learning.getByRole('status')).toHaveText('Learned from 1 decision: 1 false alarm.')
  expect(scoresOf(await dashboard.exportAll())).toEqual(scoresOf(learned))
})
