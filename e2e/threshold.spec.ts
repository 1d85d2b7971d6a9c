import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

const ROWS = 1000
const FILE = paymentsCsv({ rows: ROWS, planted: [3, 500, 999] })

test('the slider moves by arrows, Page keys, Home and End', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await dashboard.review(20)
  const { slider } = dashboard
  await slider.focus()

  const reached = async (press: string) => {
    const before = (await dashboard.flagged()).flagged
    await slider.press(press)
    await expect.poll(async () => (await dashboard.flagged()).flagged).not.toBe(before)
    return (await dashboard.flagged()).flagged - before
  }
  const up = await reached('ArrowRight')
  const down = await reached('ArrowLeft')
  expect(Math.sign(up)).toBe(-Math.sign(down))
  const pageUp = await reached('PageUp')
  const pageDown = await reached('PageDown')
  expect(Math.abs(pageUp)).toBeGreaterThan(Math.abs(up))
  expect(Math.sign(pageUp)).toBe(-Math.sign(pageDown))

  const ends: number[] = []
  for (const key of ['Home', 'End']) {
    await reached(key)
    ends.push((await dashboard.flagged()).flagged)
  }
  expect(ends.sort((a, b) => a - b)).toEqual([0, ROWS])
  await expect(slider).toHaveAttribute('aria-valuetext', /\S/)
})

test('the slider moves by mouse', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  await dashboard.review(20)
  const box = await dashboard.slider.boundingBox()
  if (!box) throw new Error('the slider has no box')
  const valueBefore = await dashboard.slider.getAttribute('aria-valuenow')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 40, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect(dashboard.slider).not.toHaveAttribute('aria-valuenow', valueBefore ?? '')
  const first = (await dashboard.flagged()).flagged
  expect(first).not.toBe(20)
})

test('score, share and rows to review are three ways to say one threshold', async ({ dashboard, page }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', FILE)
  const score = page.getByRole('spinbutton', { name: 'Score threshold' })
  const share = page.getByRole('spinbutton', { name: 'Share of rows' })

  await dashboard.review(50)
  await expect(share).toHaveValue(/^5(\.0*)?$/)
  const scoreAt50 = Number(await score.inputValue())

  await share.fill('1')
  await share.press('Enter')
  await dashboard.expectFlagged(10)
  await expect(dashboard.rowsToReview).toHaveValue('10')
  expect(Number(await score.inputValue())).toBeGreaterThan(scoreAt50)

  await score.fill(String(scoreAt50))
  await score.press('Enter')
  await expect.poll(async () => (await dashboard.flagged()).flagged).toBeGreaterThan(40)
  const { flagged } = await dashboard.flagged()
  expect(flagged).toBeLessThan(60)
  await expect(dashboard.rowsToReview).toHaveValue(String(flagged))
})

test('the proposed threshold is explained, and may say that nothing stands out', async ({
  dashboard,
  page,
}) => {
  const why = page.getByRole('dialog', { name: 'How the threshold was proposed' })
  await dashboard.start()
  await dashboard.open('planted.csv', FILE)
  const { flagged } = await dashboard.flagged()
  expect(flagged).toBeGreaterThanOrEqual(3)
  expect(flagged).toBeLessThanOrEqual(30)
  await page.getByRole('button', { name: 'How the threshold was proposed' }).click()
  await expect(why).toContainText(`Proposed: ${flagged} rows`)
  await page.keyboard.press('Escape')

  await dashboard.open('clean.csv', paymentsCsv({ rows: ROWS }))
  await page.getByRole('button', { name: 'How the threshold was proposed' }).click()
  await expect(why).toContainText('Nothing stands out')
})
