import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { parquetReadObjects } from 'hyparquet'
import { readXlsx } from 'hucre/xlsx'
import { PAYMENT_HEADER, paymentRows, readCsv } from './data.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

const run = promisify(execFile)

/** Cells that each format could get wrong: formulas, what cannot be read, quotes, markup, letters beyond Latin. */
const ODD = new Map([
  [3, { Amount: 'n/a (see “note”)', Note: '-2+3' }],
  [50, { Note: '<img src=x onerror=alert(1)>' }],
  [51, { Note: 'Žluťoučký "馬" 😀, x' }],
])
const ROWS = paymentRows({ rows: 500, planted: [7, 120, 333] }).map((cells, row) => {
  const odd: Readonly<Record<string, string>> = ODD.get(row) ?? {}
  return cells.map((cell, c) => odd[PAYMENT_HEADER[c] ?? ''] ?? cell)
})
const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const CSV = [PAYMENT_HEADER, ...ROWS].map((cells) => cells.map(quoted).join(',')).join('\n') + '\n'
const FLAGGED = 12

async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More to export' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Chooses rows and a format in the dialog. */
async function exported(page: Page, rows: RegExp, format: string): Promise<{ name: string; bytes: Buffer }> {
  await menu(page, 'Excel, Parquet, JSON or CSV…')
  const dialog = page.getByRole('dialog', { name: 'Export rows' })
  await dialog.getByRole('radio', { name: rows }).check()
  await dialog.getByRole('radio', { name: format }).check()
  return saved(page, () => dialog.getByRole('button', { name: /^Export [\d,]+ rows$/ }).click())
}

/** Score by row of the file, as the page writes all rows. */
function scoresOf(csv: string): Map<string, string> {
  const [head = [], ...lines] = readCsv(csv)
  const [id, score] = [head.indexOf('Payment id'), head.indexOf('score')]
  return new Map(lines.map((cells) => [cells[id] ?? '', cells[score] ?? '']))
}

test('rows leave in four formats, the report opens alone and offline, and its command repeats the scores', async ({
  dashboard,
  page,
  browser,
}, info) => {
  test.setTimeout(120_000)
  await dashboard.start()
  await dashboard.open('payments.csv', CSV)
  await dashboard.review(FLAGGED)
  await dashboard.screen('Review')
  await dashboard.grid.getByRole('row').nth(1).click()
  const labels = page.getByRole('group', { name: 'Label' })
  await labels.getByRole('button', { name: /anomaly/i }).click()

  await test.step('flagged rows: every format says the same, cell by cell', async () => {
    const csv = readCsv((await exported(page, /^Flagged/, 'CSV')).bytes.toString('utf8'))
    const [head = [], ...lines] = csv
    const own = head.length - PAYMENT_HEADER.length
    expect(head.slice(0, own)).toEqual(
      'rank score reasons decision reason_code note reviewer decided_at decision_log_head'.split(' '),
    )
    expect(lines).toHaveLength(FLAGGED)
    expect(lines[0]?.[3]).toBe('anomaly')
    const logHead = lines[0]?.[8] ?? ''
    expect(logHead).toMatch(/^[0-9a-f]{64}$/)

    const xlsx = await exported(page, /^Flagged/, 'Excel (XLSX)')
    expect(xlsx.name).toContain(`-log-${logHead.slice(0, 16)}.xlsx`)
    const book = await readXlsx(new Uint8Array(xlsx.bytes))
    const sheet = book.sheets[0]?.rows ?? []
    const parquet = await exported(page, /^Flagged/, 'Parquet')
    const table = await parquetReadObjects({ file: new Uint8Array(parquet.bytes).buffer })
    const json = JSON.parse((await exported(page, /^Flagged/, 'JSON')).bytes.toString('utf8')) as {
      about: { log: { head: string } }
      rows: { score: number; reasons: string[]; cells: string[] }[]
    }
    expect(sheet).toHaveLength(FLAGGED + 1)
    expect(table).toHaveLength(FLAGGED)
    expect(json.about.log.head).toBe(logHead)
    for (const [k, line] of lines.entries()) {
      const source = ROWS[Number(line[own]) - 1] ?? []
      const cells = sheet[k + 1] ?? []
      const record = table[k] ?? {}
      for (const [c, name] of PAYMENT_HEADER.entries()) {
        const text = source[c] ?? ''
        expect(line[own + c]).toBe(/^[=-]/.test(text) ? `'${text}` : text)
        expect(json.rows[k]?.cells[c]).toBe(text)
        const typed = c >= 2 && c <= 4 ? Number(text) : c === 1 ? new Date(`${text}Z`) : text
        const readable = !Number.isNaN(typed)
        expect(cells[own + c]).toEqual(readable ? typed : text)
        expect(record[name]).toEqual(readable ? typed : null)
        if (!readable) expect(record['as_written']).toContain('see “note”')
      }
      expect(Math.fround(Number(line[1]))).toBe(cells[1])
      expect(record['score']).toBe(cells[1])
      expect(json.rows[k]?.reasons.join('; ')).toBe(record['reasons'])
    }
    const about = new Map(book.sheets[1]?.rows.map(([key, value]) => [key, value]))
    expect(about.get('Head of the decision log')).toBe(logHead)
    expect(about.get('SHA-256 of the file')).toBe(createHash('sha256').update(CSV).digest('hex'))
  })

  const pageScores = scoresOf((await exported(page, /^All/, 'CSV')).bytes.toString('utf8'))
  expect(pageScores.size).toBe(500)
  const flaggedOnPage = await dashboard.flagged()

  await menu(page, 'Report…')
  const dialog = page.getByRole('dialog', { name: 'Report' })
  await dialog.getByLabel('Title').fill('Payments <b>of May</b>')
  await dialog.getByLabel('Prepared by').fill('Ida & co')
  // Before the preview: nothing can run in that frame, not even what looks for violations.
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(
    dialog.frameLocator('iframe').getByRole('heading', { name: 'Payments <b>of May</b>' }),
  ).toBeVisible()
  const report = await saved(page, () => dialog.getByRole('button', { name: 'Save report' }).click())
  const log = await saved(page, () => menu(page, 'Decision log (JSON)'))

  const path = info.outputPath('report.html')
  await writeFile(path, report.bytes)
  const alone = await browser.newContext({ offline: true, javaScriptEnabled: false })
  const requests: string[] = []
  const opened = await alone.newPage()
  opened.on('request', (request) => requests.push(request.url()))
  await opened.goto(`file://${path}`)
  expect(requests).toEqual([`file://${path}`])
  const text = await opened.locator('body').innerText()
  expect(text.replace(/\s+/g, ' ')).toContain(`${flaggedOnPage.flagged} of ${flaggedOnPage.of} rows flagged`)
  expect(text).toContain(createHash('sha256').update(CSV).digest('hex'))
  expect(text).toContain('Ida & co')
  await expect(opened.getByRole('img')).not.toHaveCount(0)
  const listed = opened.locator('#rows tbody tr.has-reasons')
  await expect(listed).toHaveCount(FLAGGED)
  const { head, entries } = JSON.parse(log.bytes.toString('utf8')) as { head: string; entries: unknown[] }
  expect(entries.length).toBeGreaterThan(0)
  await expect(opened.locator('#log-head')).toHaveText(head)

  await test.step('the printed command gives every row the same score', async () => {
    const folder = info.outputPath('')
    const command = (await opened.locator('#command').innerText()).trim()
    expect(command).toBe(
      'flagstone detect payments.csv --settings payments.settings.json --decisions payments.decisions.json --scores payments.scores.csv',
    )
    await writeFile(`${folder}/payments.csv`, CSV)
    await writeFile(`${folder}/payments.settings.json`, await opened.locator('#settings').innerText())
    await writeFile(`${folder}/payments.decisions.json`, log.bytes)
    const env = { ...process.env, INIT_CWD: folder }
    await run(process.execPath, ['scripts/run-cli.mjs', ...command.split(' ').slice(1)], { env })
    const lines = readCsv(await readFile(`${folder}/payments.scores.csv`, 'utf8')).slice(1)
    const scores = new Map(lines.map(([row, , score]) => [(row ?? '').padStart(8, '0'), score ?? '']))
    expect([...scores]).toEqual([...pageScores])
  })
  await alone.close()
})

test('a changed decision log is refused with the entry that is wrong, an unchanged one is taken over', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', CSV)
  await dashboard.review(FLAGGED)
  await dashboard.screen('Review')
  await dashboard.grid.getByRole('row').nth(1).click()
  await page
    .getByRole('group', { name: 'Label' })
    .getByRole('button', { name: /false alarm/i })
    .click()
  const log = await saved(page, () => menu(page, 'Decision log (JSON)'))
  const text = log.bytes.toString('utf8')

  await dashboard.closeFile.click()
  await dashboard.open('payments.csv', CSV)
  const file = page.getByLabel('Import a decision log')
  const changed = text.replace('"label":"false-alarm"', '"label":"anomaly"')
  expect(changed).not.toBe(text)
  await file.setInputFiles({ name: 'log.json', mimeType: 'application/json', buffer: Buffer.from(changed) })
  await expect(dashboard.alert).toContainText(/at entry \d+, its content does not match its hash/)
  await dashboard.alert.getByRole('button').first().click()
  await file.setInputFiles({ name: 'log.json', mimeType: 'application/json', buffer: log.bytes })
  await expect(page.getByText(/Decision log taken over/)).toBeVisible()
  const { head } = JSON.parse(text) as { head: string }
  await expect(page.getByText(head)).toBeVisible()
})
