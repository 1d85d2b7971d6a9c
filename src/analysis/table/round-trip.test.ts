import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'
import { fingerprint, memorySource, quiet, read } from './testing.ts'
import { streamRows } from './stream-rows.ts'

/** Writes cells as CSV in a dialect, quoting only what must be quoted. */
function write(
  rows: readonly (readonly string[])[],
  dialect: { delimiter: string; quote: string; newline: string; trailing: boolean },
): string {
  const { delimiter, quote, newline, trailing } = dialect
  const special = new RegExp(`[\\r\\n${quote}${delimiter === '|' ? '\\|' : delimiter}]`)
  const cell = (text: string) =>
    special.test(text) ? quote + text.replaceAll(quote, quote + quote) + quote : text
  const text = rows.map((row) => row.map(cell).join(delimiter)).join(newline)
  return trailing ? text + newline : text
}

const word = fc.stringMatching(/^[A-Za-zé€][A-Za-z0-9 éß"',;|.\n-]{0,12}[a-z]$/)
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(2))
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10))
const row = fc.tuple(
  fc.nat({ max: 999 }).map(String),
  word,
  number,
  date,
  fc.constantFrom('red', 'green', ''),
)
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quote: fc.constant('"'),
  newline: fc.constantFrom('\n', '\r\n'),
  trailing: fc.boolean(),
})

describe('tables written in every dialect', () => {
  it('come back cell for cell, with their delimiter, header and types found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 3, maxLength: 40 }), dialect, async (rows, how) => {
        const csv = write([['number', 'name of it', 'amount', 'date', 'colour'], ...rows], how)
        const result = await read(csv)
        expect(result.summary.delimiter).toBe(how.delimiter)
        expect(result.table.rowCount).toBe(rows.length)
        const raw: (readonly string[])[] = []
        for await (const batch of streamRows(result.source, result.plan, quiet)) raw.push(...batch.rows)
        expect(raw).toEqual(rows)
        const [n, , amount, when] = result.table.columns
        expect([n?.type, amount?.type, when?.type]).toEqual(['number', 'number', 'datetime'])
        if (amount?.type === 'number') expect([...amount.values]).toEqual(rows.map((r) => Number(r[2])))
        if (when?.type === 'datetime') expect([...when.values]).toEqual(rows.map((r) => Date.parse(r[3])))
      }),
      { numRuns: 150, seed: 1 },
    )
  })
})

describe('how a file is cut into chunks', () => {
  const anyCell = fc.oneof(
    { weight: 4, arbitrary: number },
    { weight: 2, arbitrary: word },
    fc.constantFrom(
      '',
      'NA',
      '007',
      '1,234',
      '03/04/2024',
      '13/04/2024',
      '"',
      '5 %',
      '$3.50',
      '(4.00)',
      'é',
      '🎁',
      '#x',
      ' ',
    ),
  )

  it('does not change anything: bytes one by one, or all at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyCell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 }),
        dialect,
        fc.integer({ min: 1, max: 9 }),
        async (rows, how, chunk) => {
          const csv = write([['a', 'b', 'c'], ...rows], how)
          const whole = await fingerprint(await readTable(memorySource(csv), {}, quiet))
          const single = await fingerprint(await readTable(memorySource(csv, 'test.csv', chunk), {}, quiet))
          expect(single).toEqual(whole)
          // Nor do the reader's own blocks.
          const blocks = await fingerprint(
            await readTable(memorySource(csv), { blockBytes: chunk * 7 }, quiet),
          )
          expect(blocks).toEqual(whole)
        },
      ),
      { numRuns: 120, seed: 2 },
    )
  })

  it('does not change what a long file is read as, where columns change their nature late', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => {
      const late = i >= 4000
      return [
        i,
        late ? `K${i}` : i,
        late ? `${i},5` : `${i}.5`,
        late && i % 20 === 0 ? 'bad' : i % 7,
        late ? '13/04/2024' : '03/04/2024',
        late ? '2024-01-01T10:00:00+01:00' : '2024-01-01 10:00:00',
        i % 3 === 0 ? '' : i % 3 === 1 ? `é${i % 11}` : 'NA',
      ].join(';')
    })
    const csv = ['n;k;x;m;d;t;c', ...lines].join('\r\n')
    const whole = await fingerprint(await readTable(memorySource(csv), {}, quiet))
    for (const [chunk, blockBytes] of [
      [1000, 997],
      [77, 1 << 20],
    ]) {
      const cut = await readTable(
        memorySource(csv, 'test.csv', chunk),
        { blockBytes: blockBytes ?? 1 },
        quiet,
      )
      expect(await fingerprint(cut)).toEqual(whole)
    }
  })
})
