import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Download } from './dashboard.ts'
import { paymentsCsv, readCsv } from './data.ts'
import { expect, test } from './test.ts'

const run = promisify(execFile)
const FILE = paymentsCsv({ rows: 70_000, planted: [5, 60_000] })

/** Score by payment id, as the texts that were written. */
function scoresById(file: Pick<Download, 'head' | 'rows'>): Map<string, string> {
  const id = file.head.indexOf('Payment id')
  const score = file.head.indexOf('score')
  return new Map(file.rows.map((cells) => [cells[id] ?? '', cells[score] ?? '']))
}

test('the page with one worker, the page with two, and the command line give the same scores to the bit', async ({
  dashboard,
}, info) => {
  test.setTimeout(120_000)
  await dashboard.start({ query: '?pool=1' })
  await dashboard.open('payments.csv', FILE)
  const one = scoresById(await dashboard.exportAll())
  await dashboard.start({ query: '?pool=2' })
  await dashboard.open('payments.csv', FILE)
  const two = scoresById(await dashboard.exportAll())
  expect(one.size).toBe(70_000)
  expect(new Set(one.values()).size).toBeGreaterThan(1000)
  expect([...two]).toEqual([...one])

  const input = info.outputPath('payments.csv')
  const output = info.outputPath('scores.csv')
  await writeFile(input, FILE)
  await run('npm', ['run', '-s', 'flagstone', '--', 'detect', input, '--scores', output])
  const [head = [], ...lines] = readCsv(await readFile(output, 'utf8'))
  expect(head).toEqual(['row', 'line', 'score', 'rank', 'flagged'])
  expect(lines).toHaveLength(70_000)
  for (const [row, , score] of lines) {
    const id = (row ?? '').padStart(8, '0')
    if (one.get(id) !== score) expect(`row ${row}: ${score}`).toBe(`row ${row}: ${one.get(id)}`)
  }
})
