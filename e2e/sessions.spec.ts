import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { Dashboard } from './dashboard.ts'
import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

const CSV = paymentsCsv({ rows: 600, seed: 4, planted: [17, 120, 333] })

const sessionsButton = (page: Page) => page.getByRole('button', { name: /^Sessions/ })
const saved = (page: Page) => expect(sessionsButton(page)).toContainText(/(?<!not )saved/)
const label = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Label' }).getByRole('button', { name: new RegExp(`^${name}`) })

async function decide(page: Page, name: string): Promise<void> {
  await label(page, name).click()
}

async function choose(page: Page, item: string): Promise<void> {
  await sessionsButton(page).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Decisions as the log of an exported session has them. */
async function exported(page: Page, withData: boolean): Promise<{ path: string; text: string }> {
  await choose(page, 'Save session to a file …')
  const dialog = page.getByRole('dialog', { name: 'Save session to a file' })
  if (withData) await dialog.getByRole('checkbox').check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save session' }).click(),
  ])
  const path = test.info().outputPath(download.suggestedFilename())
  await download.saveAs(path)
  return { path, text: await readFile(path, 'utf8') }
}

interface Head {
  readonly log: readonly { readonly action: { readonly kind: string; readonly rows?: readonly number[] } }[]
  readonly session: { readonly settings: { readonly seed: number } }
}
const headOf = (text: string) => JSON.parse(text.slice(0, text.indexOf('\n'))) as Head

test('a reload in the middle loses nothing, and a second tab is told', async ({
  page,
  dashboard,
  context,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', CSV)
  await saved(page)
  await dashboard.review(10)
  await decide(page, 'Anomaly')
  await expect(label(page, 'Anomaly')).toHaveAttribute('aria-pressed', 'true')
  await dashboard.addFilter('Region', 'is', 'North')
  await dashboard.screen('Explore')
  await expect(
    page
      .getByText(/1 of 10 decided/)
      .or(sessionsButton(page))
      .first(),
  ).toBeVisible()
  await saved(page)
  // The kept copy of the file is there, and the view was saved a moment after it changed.
  await expect
    .poll(() => storedView(page), { message: 'the view is saved' })
    .toMatchObject({ screen: 'explore', filters: 1, decided: 1, kept: true })
  await page.reload()

  const goOn = page.getByRole('button', { name: /^Go on with payments\.csv: 1 of 10 decided, today/ })
  await expect(goOn).toBeVisible()
  expect(await violations(page)).toEqual([])
  await goOn.click()
  await dashboard.ranked()
  await dashboard.expectFlagged(10)
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByText('Region is North').first()).toBeVisible()
  await dashboard.screen('Review')
  await expect(label(page, 'Anomaly')).toHaveAttribute('aria-pressed', 'true')
  await saved(page)

  // A second tab on the same session.
  const other = await context.newPage()
  const second = new Dashboard(other)
  await second.start()
  await other.getByRole('button', { name: /^Go on with payments\.csv/ }).click()
  const conflict = other.getByRole('dialog', { name: 'Open in another tab' })
  await conflict.getByRole('button', { name: 'Open read-only' }).click()
  await second.ranked()
  await expect(sessionsButton(other)).toContainText('read-only')
  await second.page.getByRole('button', { name: 'Take it over' }).click()
  await expect(sessionsButton(other)).toContainText(/(?<!not )saved/)
  await expect(page.getByRole('status', { name: 'Open in another tab' })).toContainText('taken')
  await other.close()
})

/** What the database has of the one session. */
function storedView(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('flagstone')
        opening.onsuccess = () => {
          const all = opening.result.transaction('records').objectStore('records').getAll()
          all.onsuccess = () => {
            opening.result.close()
            const [record] = all.result as {
              view: { screen: string; clauses: unknown[] }
              progress: { decided: number }
              file: { kept: string | null }
            }[]
            resolve(
              record && {
                screen: record.view.screen,
                filters: record.view.clauses.length,
                decided: record.progress.decided,
                kept: record.file.kept !== null,
              },
            )
          }
        }
      }),
  )
}

test('a session goes into a file and comes back elsewhere; a damaged one changes nothing', async ({
  page,
  dashboard,
  browser,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', CSV)
  await saved(page)
  await decide(page, 'Anomaly')
  const { path, text } = await exported(page, true)
  const { log } = headOf(text)
  expect(log.map(({ action }) => action.kind)).toEqual(['file', 'decide'])
  expect(text.endsWith(CSV)).toBe(true)

  // Damaged: one letter of the log.
  const damaged = text.replace('"label":"anomaly"', '"label":"unsure"')
  await dashboard.fileInput.setInputFiles({
    name: 'damaged.flagstone',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(damaged),
  })
  await expect(dashboard.alert).toContainText('the chain of the decision log is broken')
  await expect(label(page, 'Anomaly')).toHaveAttribute('aria-pressed', 'true')

  const fresh = await browser.newContext()
  const elsewhere = new Dashboard(await fresh.newPage())
  await elsewhere.start()
  await elsewhere.fileInput.setInputFiles(path)
  await elsewhere.ranked()
  await expect(label(elsewhere.page, 'Anomaly')).toHaveAttribute('aria-pressed', 'true')
  await saved(elsewhere.page)
  await fresh.close()
})

test('decisions are found again in a later version of the file, and those without a row are listed', async ({
  page,
  dashboard,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', CSV)
  await saved(page)
  await decide(page, 'Anomaly')
  await dashboard.grid.getByRole('row').nth(2).click()
  await expect(label(page, 'Anomaly')).toHaveAttribute('aria-pressed', 'false')
  await decide(page, 'False alarm')
  const { log } = headOf((await exported(page, false)).text)
  const [stays = 0, goes = 0] = log.flatMap(({ action }) =>
    action.kind === 'decide' ? (action.rows ?? []) : [],
  )
  expect(stays).not.toBe(goes)

  // A row is new at the beginning, and one of the two that were decided is gone.
  const [head = '', ...rows] = CSV.trimEnd().split('\n')
  const added = (rows[0] ?? '').replace(/^[^,]*/, '99999999')
  await dashboard.open('later.csv', [head, added, ...rows.filter((_, i) => i !== goes)].join('\n'))
  const offer = page.getByRole('region', { name: 'Earlier work' })
  await expect(offer).toContainText('1 of 2 decided rows are found again by Payment id')
  await offer.getByRole('button', { name: 'Take over its decisions' }).click()
  const list = page.getByRole('dialog', { name: 'Decisions without a row' })
  await expect(list).toContainText(`Payment id ${String(goes + 1).padStart(8, '0')}`)
  await expect(list).toContainText('False alarm')
  await page.keyboard.press('Escape')
  const carried = headOf((await exported(page, false)).text).log.at(-1)?.action
  expect(carried).toMatchObject({
    kind: 'carry',
    key: 'Payment id',
    decisions: [{ row: stays + (stays < goes ? 1 : 0), label: 'anomaly' }],
    unmatched: [{ label: 'false-alarm' }],
  })
})

test('where there is no room the work goes on, and a link brings settings and view but no data', async ({
  page,
  dashboard,
  context,
}) => {
  const devtools = await context.newCDPSession(page)
  await dashboard.start()
  const { origin } = new URL(page.url())
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await dashboard.open('payments.csv', CSV)
  await expect(sessionsButton(page)).toContainText('not saved')
  await sessionsButton(page).click()
  await expect(page.getByText(/has no room/)).toBeVisible()
  await page.keyboard.press('Escape')
  await decide(page, 'Anomaly')
  await expect(label(page, 'Anomaly')).toHaveAttribute('aria-pressed', 'true')
  await devtools.send('Storage.overrideQuotaForOrigin', { origin })

  await dashboard.screen('Model')
  await choose(page, 'Share settings and view …')
  const dialog = page.getByRole('dialog', { name: 'Share settings and view' })
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#view=/)
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()

  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText(/The link brought settings/)).toBeVisible()
  await dashboard.open('payments.csv', CSV)
  await expect(page.getByRole('tab', { name: 'Model' })).toHaveAttribute('aria-selected', 'true')
  await page.goto('about:blank')
  await page.goto(`${link.slice(0, -6)}AAAA`)
  await expect(dashboard.alert).toContainText('The link that opened this page is damaged')
})
