import { paymentsCsv } from './data.ts'
import { expect, test } from './test.ts'

const zeros = Buffer.alloc(4096)
for (let i = 0; i < zeros.length; i += 3) zeros[i] = (i * 37) & 255
const noise = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), zeros])
const oldExcel = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), zeros])

const cases = [
  { what: 'an empty file', content: Buffer.alloc(0), says: /empty/i },
  { what: 'a header without rows', content: Buffer.from('a,b,c\n'), says: /no (data )?rows|only a header/i },
  { what: 'a program', content: noise, says: /program|binary/i },
  { what: 'a binary file', content: zeros, says: /binary|not text/i },
  { what: 'an old Excel file renamed to .csv', content: oldExcel, says: /excel|spreadsheet|workbook/i },
  {
    what: 'a file without a usable feature',
    content: Buffer.from('id\n' + Array.from({ length: 50 }, (_, i) => `A-00${i}`).join('\n') + '\n'),
    says: /no (usable )?(feature|column)/i,
  },
]

test('what cannot be used gives an alert that says why, and the page stays usable', async ({ dashboard }) => {
  await dashboard.start()
  for (const { what, content, says } of cases) {
    await test.step(what, async () => {
      await dashboard.choose('broken.csv', content)
      await expect(dashboard.alert.filter({ hasText: says })).toBeVisible()
      await expect(dashboard.progress).toHaveCount(0)
    })
  }
  await dashboard.open('good.csv', paymentsCsv({ rows: 120 }))
  await expect(dashboard.loadedStatus).toContainText('120 rows')
  await expect(dashboard.alert).toHaveCount(0)
})
