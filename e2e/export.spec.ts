import { PAYMENT_HEADER, paymentRows, paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

test.use({ sharesPage: true })

const OPTIONS = { rows: 600, planted: [0, 50, 333] }

test('the export holds what the page says: rows, order, verbatim cells', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  await dashboard.review(25)
  const file = await dashboard.exportFlagged()
  const source = paymentRows(OPTIONS)

  expect(file.name).toContain('payments')
  expect(file.name).toContain('25')
  expect(file.rows).toHaveLength(25)
  expect(file.head.slice(0, 3)).toEqual(['rank', 'score', 'reasons'])
  const added = file.head.length - PAYMENT_HEADER.length
  expect(file.head.slice(added)).toEqual(PAYMENT_HEADER)

  const scores = file.rows.map((cells) => Number(cells[1]))
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(file.rows.map((cells) => Number(cells[0]))).toEqual(scores.map((_, k) => k + 1))
  expect(file.rows[0]?.[2]).toMatch(/Amount|Quantity|Duration/)
  for (const cells of file.rows) {
    const original = source[Number(cells[added]) - 1] ?? []
    expect(cells[added]).toBe(original[0])
    const note = PAYMENT_HEADER.indexOf('Note')
    expect(cells.slice(added, added + note)).toEqual(original.slice(0, note))
    const text = original[note] ?? ''
    expect(cells[added + note]).toBe(text.startsWith('=') ? `'${text}` : text)
  }
  expect(file.rows.some((cells) => cells.at(-1)?.startsWith("'=SUM("))).toBe(true)
})

test('all rows with scores are exported in the order of the ranking', async ({ dashboard }) => {
  await dashboard.start()
  await dashboard.open('payments.csv', paymentsCsv(OPTIONS))
  const file = await dashboard.exportAll()
  expect(file.rows).toHaveLength(600)
  const scoreAt = file.head.indexOf('score')
  expect(scoreAt).toBeGreaterThanOrEqual(0)
  const ids = file.head.indexOf('Payment id')
  expect(new Set(file.rows.map((cells) => cells[ids])).size).toBe(600)
})
