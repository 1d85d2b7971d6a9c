import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { readCsv } from './data.ts'

export type ScreenName = 'Overview' | 'Explore' | 'Correlations' | 'Model' | 'Evaluate' | 'Review'

/** The page as a person or a screen reader knows it: by role and accessible name only. */
export class Dashboard {
  readonly page: Page
  readonly fileInput: Locator
  readonly slider: Locator
  readonly rowsToReview: Locator
  readonly flaggedStatus: Locator
  readonly loadedStatus: Locator
  readonly grid: Locator
  readonly exportButton: Locator
  readonly progress: Locator
  readonly cancel: Locator
  readonly alert: Locator
  readonly closeFile: Locator
  readonly #reused: boolean
  #chosen = 0

  /** @param reused whether the page may be one that an earlier test left behind */
  constructor(page: Page, reused = false) {
    this.page = page
    this.#reused = reused
    this.fileInput = page.getByLabel('Open a CSV file')
    this.slider = page.getByRole('slider', { name: 'Threshold', exact: true })
    this.rowsToReview = page.getByRole('spinbutton', { name: 'Rows to review' })
    this.flaggedStatus = page.getByRole('status').filter({ hasText: /of [\d,]+ rows? flagged/ })
    this.loadedStatus = page.getByRole('status').filter({ hasText: /[\d,]+ rows? × [\d,]+ columns?/ })
    this.grid = page.getByRole('grid', { name: 'Flagged rows' })
    this.exportButton = page.getByRole('button', { name: 'Export flagged rows' })
    this.progress = page.getByRole('progressbar', { name: 'Progress' })
    this.cancel = page.getByRole('button', { name: 'Cancel' })
    this.alert = page.getByRole('alert')
    this.closeFile = page.getByRole('button', { name: 'Close file' })
  }

  /**
   * The page as it is before a file is opened. A reused one closes its file, which forgets everything.
   *
   * @param screen where files open: the screens differ in what they cost to draw, and Review costs most
   */
  async start({
    query = '',
    screen = 'Review',
  }: { query?: string; screen?: ScreenName } = {}): Promise<void> {
    const hash = `#screen=${screen.toLowerCase()}`
    if (!this.#reused || this.page.url() === 'about:blank') await this.page.goto(`./${query}${hash}`)
    else {
      await this.page.keyboard.press('Escape') // whatever lies over the page
      await this.closeFile.click()
      await this.page.mouse.move(0, 0)
      await this.page.evaluate((to) => history.replaceState(history.state, '', to), hash)
    }
    await expect(this.fileInput).toBeAttached()
  }

  /** Gives a file to the real input. */
  async choose(name: string, content: string | Buffer): Promise<void> {
    // From the disk, as a person would: handing the bytes over costs seconds where there are many.
    // In a folder of its own: a page cannot read a file that was written again since it was chosen.
    const path = test.info().outputPath(`chosen-${(this.#chosen += 1)}`, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    await this.fileInput.setInputFiles(path)
  }

  /** Drops a file onto the page, as the browser would after a drag from the desktop. */
  async drop(name: string, content: string): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      ([fileName, text]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text], fileName, { type: 'text/csv' }))
        return transfer
      },
      [name, content] as const,
    )
    const body = this.page.locator('body')
    for (const type of ['dragenter', 'dragover', 'drop']) await body.dispatchEvent(type, { dataTransfer })
  }

  /** Opens a file and waits for its ranking. */
  async open(name: string, content: string | Buffer): Promise<void> {
    await this.choose(name, content)
    await this.ranked()
  }

  async ranked(): Promise<void> {
    await expect(this.flaggedStatus).toBeVisible({ timeout: 45_000 })
    await expect(this.progress).toHaveCount(0)
  }

  async screen(name: ScreenName): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  /** `20 of 1,000 rows flagged` as numbers. */
  async flagged(): Promise<{ readonly flagged: number; readonly of: number }> {
    const text = (await this.flaggedStatus.textContent()) ?? ''
    const match = /([\d,]+) of ([\d,]+) rows? flagged/.exec(text)
    if (!match) throw new Error(`no count in: ${text}`)
    return { flagged: toNumber(match[1]), of: toNumber(match[2]) }
  }

  async expectFlagged(count: number): Promise<void> {
    await expect(this.flaggedStatus).toContainText(`${count.toLocaleString('en-US')} of `)
  }

  /** Types into `Rows to review`. */
  async review(count: number): Promise<void> {
    await this.rowsToReview.fill(String(count))
    await this.rowsToReview.press('Enter')
    await this.expectFlagged(count)
  }

  view(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true })
  }

  /** Sum of the column `Flagged` over the body of a view's own table. */
  async flaggedInTable(title: string): Promise<number> {
    const table = this.view(title).getByRole('table')
    await expect(table).toBeVisible()
    const heads = await table.getByRole('columnheader').allTextContents()
    const at = heads.findIndex((head) => head.trim() === 'Flagged')
    if (at < 0) throw new Error(`${title} has no column Flagged: ${heads.join(' | ')}`)
    const sums = await table.evaluate((element, column) => {
      if (!(element instanceof HTMLTableElement)) throw new Error('not a table')
      let sum = 0
      for (const body of element.tBodies)
        for (const row of body.rows)
          sum += Number((row.cells[column]?.textContent ?? '').replace(/[^\d]/g, ''))
      return sum
    }, at)
    return sums
  }

  async showAsTable(title: string): Promise<void> {
    await this.view(title).getByRole('button', { name: 'Show as table' }).click()
  }

  /** Types a filter in: column, condition and value as they are shown. */
  async addFilter(column: string, condition: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Filter', exact: true }).click()
    const form = this.page.getByRole('form', { name: 'Add a filter' })
    await form.getByLabel('Column').selectOption({ label: column })
    await form.getByLabel('Condition').selectOption({ label: condition })
    await form.getByLabel('Value').fill(value)
    await form.getByRole('button', { name: 'Add filter' }).click()
  }

  /** Presses the export button and reads what was downloaded. */
  async exportFlagged(): Promise<Download> {
    return this.download(() => this.exportButton.click())
  }

  async exportAll(): Promise<Download> {
    await this.page.getByRole('button', { name: 'More to export' }).click()
    return this.download(() => this.page.getByRole('menuitem', { name: /all rows/i }).click())
  }

  /** Does something that downloads a CSV, and reads it. */
  async download(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()])
    const text = await readFile(await download.path(), 'utf8')
    const [head = [], ...rows] = readCsv(text.replace(/^\uFEFF/, ''))
    return { name: download.suggestedFilename(), text, head, rows }
  }
}

export interface Download {
  readonly name: string
  readonly text: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function toNumber(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''))
}
