import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { paymentsCsv, readCsv } from './data.ts'
import { expect, test } from './test.ts'

const run = promisify(execFile)
/** Rows whose values were made extreme. */
const PLANTED = [17, 802]
const FILE = paymentsCsv({ rows: 1500, planted: PLANTED })

const detectorOf = (page: Page) => page.getByRole('combobox', { name: 'Detector' })

interface Catalog {
  readonly default: string
  readonly detectors: readonly { readonly id: string; readonly name: string }[]
}

async function flagstone(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['scripts/run-cli.mjs', ...args], { maxBuffer: 1 << 26 })
  return stdout
}

test('every detector ranks, explains, and gives the same scores on the page and on the command line', async ({
  dashboard,
  page,
}, info) => {
  test.setTimeout(300_000)
  const { detectors, default: first } = JSON.parse(await flagstone('detectors', '--json')) as Catalog
  const input = info.outputPath('payments.csv')
  await writeFile(input, FILE)
  await dashboard.start({ screen: 'Model' })
  await dashboard.open('payments.csv', FILE)
  await expect(detectorOf(page)).toHaveValue(first)
  await expect(detectorOf(page).getByRole('option')).toHaveCount(detectors.length)

  for (const { id } of detectors) {
    await detectorOf(page).selectOption(id)
    await dashboard.ranked()
    await expect(dashboard.alert, id).toHaveCount(0)
    const all = await dashboard.exportAll()
    const [payment, score, reasons] = ['Payment id', 'score', 'reasons'].map((name) => all.head.indexOf(name))
    const shown = new Map(all.rows.map((cells) => [cells[payment!], cells[score!]]))
    const { flagged } = await dashboard.flagged()
    const explained = all.rows.filter((cells) => cells[reasons!] !== '')
    expect(explained.length, `${id}: flagged rows with reasons`).toBe(flagged)

    const output = info.outputPath(`${id}.csv`)
    await flagstone('detect', input, '--detector', id, '--scores', output)
    const [head = [], ...lines] = readCsv(await readFile(output, 'utf8'))
    expect(lines, id).toHaveLength(1500)
    const scores = lines.map((cells) => [
      (cells[head.indexOf('row')] ?? '').padStart(8, '0'),
      cells[head.indexOf('score')],
    ])
    expect(Object.fromEntries(shown), id).toEqual(Object.fromEntries(scores))
  }
})

test('a detector that does not take so many rows is not offered, and says why', async ({
  dashboard,
  page,
}) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv({ rows: 6000 }))
  const option = detectorOf(page).getByRole('option', { name: /ml-isolation-forest.*at most 5,000 rows/ })
  await expect(option).toBeDisabled()
})
