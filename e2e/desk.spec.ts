import type { Locator, Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

/** What was said to screen readers last. */
const said = (page: Page): Locator => page.getByRole('log', { name: 'What was done' })

const rowOf = async (page: Page): Promise<string> => {
  const facts = page.getByRole('region', { name: 'Selected row' })
  return (await facts.getByRole('heading', { level: 3 }).first().textContent()) ?? ''
}

/** What is learned from decisions would change the order under these tests. It can be switched off once there is one. */
async function learningOff(page: Page): Promise<void> {
  await page.keyboard.press('a')
  const learn = page.getByRole('switch', { name: 'Learn from decisions' })
  await learn.press(' ')
  await expect(learn).not.toBeChecked()
  await page.keyboard.press('z')
  await expect(page.getByText(/^0 of 20 decided/)).toBeVisible()
  await expect.poll(() => rowOf(page)).toBe('Rank 1')
}

test('the whole job by keyboard: open, decide, take back, mark, look up, draw the line', async ({
  dashboard,
  page,
}) => {
  const { keyboard } = page
  await dashboard.start()

  // The palette finds the sample, before any file is open.
  const find = page.getByRole('combobox', { name: 'Find a command' })
  await expect(async () => {
    await keyboard.press('Control+k')
    await expect(find).toBeFocused({ timeout: 1000 })
  }).toPass()
  await keyboard.press('Escape')
  await expect(find).toHaveCount(0)
  await keyboard.press('Control+k')
  await expect(find).toBeFocused()
  await keyboard.type('sample card')
  await expect(page.getByRole('option')).toHaveCount(1)
  await keyboard.press('Enter')
  await dashboard.ranked()

  // Screens by g and a letter; what can follow is shown.
  await keyboard.press('g')
  await expect(page.getByRole('status').getByText('Correlations')).toBeVisible()
  await keyboard.press('o')
  await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('a')
  await keyboard.press('g')
  await keyboard.press('r')
  await expect(dashboard.grid).toBeVisible()

  const desk = page.getByRole('region', { name: 'Decision', exact: true })
  const progress = page.getByText(/^\d+ of 20 decided/)
  await expect(progress, 'a key of the desk does nothing on another screen').toHaveText('0 of 20 decided')
  await learningOff(page)

  // One decision after another: the next undecided row is selected and everything is said.
  await expect.poll(() => rowOf(page)).toBe('Rank 1')
  await keyboard.press('a')
  await expect(said(page)).toHaveText(/^Row [\d,]+: anomaly\. 1 of 20 decided\.$/)
  await expect.poll(() => rowOf(page)).toBe('Rank 2')
  await keyboard.press('f')
  await expect(said(page)).toHaveText(/: false alarm\. 2 of 20 decided\.$/)
  await keyboard.press('u')
  await expect(progress).toHaveText('3 of 20 decided')
  await expect.poll(() => rowOf(page)).toBe('Rank 4')
  await keyboard.press('k')
  await expect.poll(() => rowOf(page)).toBe('Rank 3')
  await expect(said(page)).toHaveText(/rank 3, unsure\.$/)
  await expect(desk.getByRole('button', { name: 'Unsure', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(dashboard.grid.getByRole('row').nth(3)).toContainText('Unsure')

  // A note: letters are typed, not obeyed.
  await keyboard.press('n')
  await expect(page.getByRole('textbox', { name: /^Note on row/ })).toBeFocused()
  await keyboard.type('ask the branch, j a f')
  await keyboard.press('Enter')
  await expect(desk.getByRole('button', { name: 'Change the note: ask the branch, j a f' })).toBeVisible()
  await expect(progress).toHaveText('3 of 20 decided')

  // Back and forth.
  await keyboard.press('z')
  await expect(said(page)).toHaveText(/^Took back: Row [\d,]+: note “ask the branch, j a f”/)
  await keyboard.press('z')
  await expect(progress).toHaveText('2 of 20 decided')
  await expect(desk.getByRole('button', { name: /^Redo decision: Row [\d,]+: unsure$/ })).toBeVisible()
  await keyboard.press('Shift+Z')
  await keyboard.press('Shift+Z')
  await expect(progress).toHaveText('3 of 20 decided')
  await expect(desk.getByRole('button', { name: /^Change the note/ })).toBeVisible()

  // Many at once: marked by range, decided with a note as one step.
  await keyboard.press('j')
  await keyboard.press('x')
  for (let i = 0; i < 3; i++) await keyboard.press('j')
  await keyboard.press('Shift+X')
  await expect(said(page)).toHaveText('4 rows marked.')
  await keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Note on the marked rows' })).toBeFocused()
  await keyboard.type('one batch')
  await keyboard.press('Enter')
  await keyboard.press('f')
  await expect(said(page)).toHaveText('4 rows: false alarm, note “one batch”. 7 of 20 decided.')
  await keyboard.press('z')
  await expect(progress).toHaveText('3 of 20 decided')
  await keyboard.press('Shift+Z')
  await expect(progress).toHaveText('7 of 20 decided')

  // The grid itself: Space marks, Escape takes the marks away.
  await dashboard.grid.focus()
  await keyboard.press('Home')
  await keyboard.press(' ')
  await keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('region', { name: 'Marked rows' })).toContainText('2 rows marked')
  await keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Marked rows' })).toHaveCount(0)

  // Only the undecided ones.
  const undecided = page.getByRole('button', { name: 'Undecided 13' })
  await undecided.focus()
  await keyboard.press('Enter')
  await expect(dashboard.grid).toHaveAttribute('aria-rowcount', '14')
  await keyboard.press('Enter')
  await expect(dashboard.grid).toHaveAttribute('aria-rowcount', '21')

  // The line.
  await dashboard.grid.focus()
  await keyboard.press(']')
  await dashboard.expectFlagged(21)
  await keyboard.press('[')
  await keyboard.press('[')
  await dashboard.expectFlagged(19)
  await keyboard.press('Shift+]')
  await dashboard.expectFlagged(29)
  await keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search all cells' })).toBeFocused()
  await keyboard.type('a')
  await expect(page.getByText(/^7 of 29 decided/)).toBeVisible()
})

test('decisions and their log are listed; single keys can be switched off', async ({ dashboard, page }) => {
  const { keyboard } = page
  await dashboard.start()
  await page.getByRole('button', { name: 'Sample: Card transactions' }).focus()
  await keyboard.press('Enter')
  await dashboard.ranked()
  await expect.poll(() => rowOf(page)).toBe('Rank 1')
  await learningOff(page)
  await page.getByRole('textbox', { name: 'Deciding as' }).fill('Maria')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await dashboard.grid.focus()
  await keyboard.press('a')
  await keyboard.press('f')
  await keyboard.press('z')
  const progress = page.getByText(/^\d+ of 20 decided/)
  await expect(progress).toHaveText('1 of 20 decided')

  await keyboard.press('g')
  await keyboard.press('d')
  const decisions = page.getByRole('grid', { name: 'Decisions' })
  await expect(decisions.getByRole('row')).toHaveCount(2)
  await expect(decisions.getByRole('row').nth(1)).toContainText(/Anomaly.*Maria/)
  await decisions.focus()
  await keyboard.press('Enter')
  await expect.poll(() => rowOf(page)).toBe('Rank 1')
  await page.getByRole('radio', { name: /^Log/ }).press(' ')
  const log = page.getByRole('grid', { name: 'Log' })
  await expect(log).toContainText(/Took back entry \d+ \(Row [\d,]+: false alarm\)/)
  await expect(page.getByRole('status').filter({ hasText: /^The chain holds: \d entries\.$/ })).toBeVisible()
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  expect(await violations(page)).toEqual([])

  // Switched off, the letters do nothing; the palette still opens.
  await log.focus()
  await keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys).toContainText('Flag one row fewer')
  const single = keys.getByRole('switch', { name: 'Keys without Ctrl or Cmd' })
  await single.focus()
  await keyboard.press(' ')
  await expect(single).not.toBeChecked()
  await keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  for (const key of ['a', 'j', 'z', ']', 'g', 'f', '?']) await keyboard.press(key)
  await expect(keys).toHaveCount(0)
  await expect(log, 'g then f led nowhere').toBeVisible()
  await dashboard.expectFlagged(20)
  await keyboard.press('Control+k')
  await expect(page.getByLabel('Find a command')).toBeFocused()
  await keyboard.type('show the keys')
  await keyboard.press('Enter')
  await single.focus()
  await keyboard.press(' ')
  await keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await keyboard.press('g')
  await keyboard.press('f')
  await expect(progress, 'nothing was decided meanwhile').toHaveText('1 of 20 decided')
})
