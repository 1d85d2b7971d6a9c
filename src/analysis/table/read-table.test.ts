import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CancelledError, UnreadableInputError } from '../errors.ts'
import type { Rng } from '../run-context.ts'
import { readTable } from './read-table.ts'
import { streamRows } from './stream-rows.ts'
import { cells, memorySource, quiet, read } from './testing.ts'

const codes = (result: Awaited<ReturnType<typeof read>>) =>
  result.summary.warnings.map((warning) => warning.code)
const names = (result: Awaited<ReturnType<typeof read>>) => result.table.columns.map((column) => column.name)
const types = (result: Awaited<ReturnType<typeof read>>) =>
  result.table.columns.map((column) => `${column.type}/${column.format.code}`)

/** A small linear congruential generator: good enough to draw a test's sample. */
function testRng(seed: number): Rng {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  return { next, below: (bound) => Math.floor(next() * bound), fork: (stream) => testRng(seed + stream) }
}

function rows(count: number, row: (i: number) => string, header = ''): string {
  return header + Array.from({ length: count }, (_, i) => row(i) + '\n').join('')
}

describe('types over all rows', () => {
  it('reads numbers, dates, categories and text with missing values counted', async () => {
    const result = await read(
      'id,when,kind,amount,note\nA1,2024-01-01,x,1.50,first\nA2,2024-01-02,y,NA,\nA3,,x,-2,third\nA4,2024-01-04,x,3,null\n',
    )
    expect(types(result)).toEqual([
      'text/text',
      'datetime/iso',
      'category/category',
      'number/decimal-point',
      'text/text',
    ])
    expect(result.table.columns.map((column) => column.missing)).toEqual([0, 1, 0, 1, 2])
    expect(cells(result.table.columns[3])).toEqual([1.5, null, -2, 3])
    expect(cells(result.table.columns[2])).toEqual(['x', 'y', 'x', 'x'])
    expect(cells(result.table.columns[4])).toEqual(['first', null, 'third', null])
    expect(result.examples).toEqual(['A1', '2024-01-01', 'x', '1.50', 'first'])
  })

  it('lists a cell that cannot be read, with its row and text, and counts it once', async () => {
    const text = rows(3000, (i) => (i === 2500 ? 'oops' : i === 2700 ? '' : `${i}.5`), 'amount\n')
    const result = await read(`k,${text.replaceAll('\n', '\nz,').slice(0, -2)}`)
    const column = result.table.columns[1]
    expect(column?.type).toBe('number')
    expect([column?.missing, column?.unreadable]).toEqual([1, 1])
    expect(result.unreadableCells(1, 0, 10)).toEqual([{ row: 2500, column: 1, text: 'oops' }])
    expect(codes(result)).toContain('unreadable-cells')
  })

  it('decides by all rows, not by the first thousand', async () => {
    const result = await read(rows(4000, (i) => (i < 2000 ? `${i}` : `code ${i}`) + ',1', 'mixed,n\n'))
    expect(types(result)).toEqual(['text/text', 'number/integer'])
    expect(cells(result.table.columns[0])[0]).toBe('0')
    expect(cells(result.table.columns[0])[3999]).toBe('code 3999')
    const codesLater = await read(
      rows(3000, (i) => `${i < 2000 ? 50000 + i : `0${1000 + i}`},1`, 'account,n\n'),
    )
    expect(types(codesLater)[0]).toBe('text/leading-zeros')
    const commaLater = await read(rows(3000, (i) => `${i < 2000 ? '1.234' : '5.678,90'};1`, 'amount;n\n'))
    expect(types(commaLater)[0]).toBe('number/decimal-comma')
    expect(cells(commaLater.table.columns[0])[0]).toBe(1234)
    expect(cells(commaLater.table.columns[0])[2999]).toBe(5678.9)
  })

  it('keeps codes as words: leading zeros, phone numbers, more digits than a number holds', async () => {
    const result = await read(
      'zip,phone,card\n01234,+31885544332,9007199254740993\n98765,+31885544333,9007199254740995\n55555,+31885544334,9007199254740997\n',
    )
    expect(types(result)).toEqual(['text/leading-zeros', 'text/phone', 'text/long-integer'])
    expect(cells(result.table.columns[0])[0]).toBe('01234')
    expect(cells(result.table.columns[2])[0]).toBe('9007199254740993')
  })

  it('keeps a merchant number of which some are written with hyphens as words', async () => {
    const result = await read(
      rows(300, (i) => `${i % 20 === 0 ? `09-00907${i}` : 5725000466000 + i},1`, 'merchant,n\n'),
    )
    expect(types(result)[0]).toBe('text/codes')
    expect(cells(result.table.columns[0])[0]).toBe('09-009070')
  })

  it('reads booleans as categories, zeros and ones as numbers', async () => {
    const result = await read('a,b\nTrue,0\nFalse,1\nTrue,1\n')
    expect(types(result)).toEqual(['category/boolean', 'number/integer'])
  })

  it('reads percent in the cell’s own unit and names currencies', async () => {
    const result = await read('rate,price\n12.5 %,$3.00\n7 %,"$1,020.50"\n0,($4.00)\n')
    expect(types(result)).toEqual(['number/percent', 'number/decimal-point'])
    expect(cells(result.table.columns[0])).toEqual([12.5, 7, 0])
    expect(cells(result.table.columns[1])).toEqual([3, 1020.5, -4])
    expect(result.table.columns[1]?.format.label).toContain('$')
  })

  it('does not accept malformed thousands groups as numbers', async () => {
    const result = await read('"100,000.00"\n"300,000.20"\n"300,0,00.40"\n"30,0,0.406"\n')
    expect(result.table.columns.length).toBe(1)
    expect(result.table.columns[0]?.type).not.toBe('number')
  })

  it('reads a compact date only where the name says so', async () => {
    const result = await read(
      'posting_date,number\n20240304,20240304\n20240305,20240305\n20240306,20240306\n',
    )
    expect(types(result)).toEqual(['datetime/compact', 'number/integer'])
    expect(cells(result.table.columns[0])[0]).toBe(Date.UTC(2024, 2, 4))
  })
})

describe('spellings of missing values', () => {
  const answers = ['none', '1 to 2', '3 or more', 'None', 'missing', '?', 'na']

  it('are few among words: none is an answer', async () => {
    const rows = Array.from({ length: 70 }, (_, i) => answers[i % 7])
    const { table } = await read(['id,supplements', ...rows.map((cell, i) => `${i},${cell}`)].join('\n'))
    const column = table.columns[1]
    expect([column?.type, column?.missing]).toEqual(['category', 0])
    expect(cells(column)).toEqual(rows)
  })

  it.each(['NA', 'N/A', 'n/a', '#N/A', 'null', 'NULL', 'NaN', 'nan', '-', ' - '])(
    'hold everywhere: %j',
    async (missing) => {
      const csv = ['word,number', ...Array.from({ length: 20 }, (_, i) => `w${i % 3},${i}`)]
      const { table } = await read([...csv, `${missing},${missing}`, ','].join('\n'))
      expect(table.columns.map((column) => [column.type, column.missing])).toEqual([
        ['category', 1],
        ['number', 1],
      ])
    },
  )

  it.each(['none', 'None', 'missing', '?', '.', 'nil'])(
    'are more among numbers and dates: %j',
    async (spelling) => {
      const csv = ['number,day', ...Array.from({ length: 3000 }, (_, i) => `${i},2024-03-${10 + (i % 20)}`)]
      const { table } = await read([...csv, `${spelling},${spelling}`].join('\n'))
      expect(table.columns.map(({ type, missing, unreadable }) => [type, missing, unreadable])).toEqual([
        ['number', 1, 0],
        ['datetime', 1, 0],
      ])
    },
  )

  it('stay words in a column of nothing else, and in text of many different values', async () => {
    const { table } = await read(
      ['a,b', ...Array.from({ length: 30 }, (_, i) => `none,text ${i}`), 'none,none'].join('\n'),
    )
    expect(cells(table.columns[0])).toEqual(new Array(31).fill('none'))
    expect(table.columns[1]).toMatchObject({ type: 'text', missing: 0 })
    expect(cells(table.columns[1]).at(-1)).toBe('none')
  })
})

describe('ambiguity', () => {
  it('says that 5,555 could be a decimal, and follows a sibling that settles it', async () => {
    const alone = await read('a;b\n5,555;x\n6,555;y\n')
    expect(alone.table.columns[0]?.format.ambiguity).toContain('5,555')
    const settled = await read('a;b\n5,555;1,5\n6,555;2,25\n')
    expect(cells(settled.table.columns[0])).toEqual([5.555, 6.555])
    expect(settled.table.columns[0]?.format.ambiguity).toContain('as in the other columns')
  })

  it('reads 03/04/2024 by the other rows, then the other columns, then day first, and says so', async () => {
    const byRow = await read('d\n03/04/2024\n03/25/2024\n')
    expect(cells(byRow.table.columns[0])[0]).toBe(Date.UTC(2024, 2, 4))
    expect(byRow.table.columns[0]?.format.ambiguity).toBeUndefined()
    const bySibling = await read('d,e\n03/04/2024,03/25/2024\n05/06/2024,04/13/2024\n')
    expect(cells(bySibling.table.columns[0])[0]).toBe(Date.UTC(2024, 2, 4))
    const alone = await read('d\n03/04/2024\n05/06/2024\n')
    expect(cells(alone.table.columns[0])[0]).toBe(Date.UTC(2024, 3, 3))
    expect(alone.table.columns[0]?.format.ambiguity).toContain('month first')
    expect(codes(alone)).toContain('ambiguous')
    const near = await read('d,x\n2024-03-08,1\n2024-03-09,1\n03/10/2024,1\n2024-03-11,1\n')
    expect(cells(near.table.columns[0])[2]).toBe(Date.UTC(2024, 2, 10))
  })

  it('follows what the user chose', async () => {
    const csv = 'd,n,t\n03/04/2024,"1,234",12\n05/06/2024,"2,345",13\n'
    const result = await read(csv, {
      columns: {
        d: { format: 'month-first' },
        n: { type: 'number', format: 'decimal-comma' },
        t: { type: 'category' },
      },
    })
    expect(cells(result.table.columns[0])[0]).toBe(Date.UTC(2024, 2, 4))
    expect(cells(result.table.columns[1])).toEqual([1.234, 2.345])
    expect(cells(result.table.columns[2])).toEqual(['12', '13'])
    const forced = await read('amount\nx\n1\ny\n', { columns: { amount: { type: 'number' } } })
    expect([forced.table.columns[0]?.type, forced.table.columns[0]?.unreadable]).toEqual(['number', 2])
    const choices = Object.fromEntries(
      result.table.columns.map((column, c) => [column.name, result.typeChoices[c] ?? {}]),
    )
    const again = await read(csv, { columns: choices, dialect: result.dialect })
    expect(again.table).toEqual(result.table)
  })
})

describe('encodings', () => {
  it.each([
    ['utf-8', new TextEncoder().encode('näme,n\nJosé €,1\n')],
    ['utf-8', new TextEncoder().encode('\ufeffnäme,n\nJosé €,1\n')],
    ['utf-16le', utf16('näme,n\nJosé €,1\n', true, false)],
    ['utf-16le', utf16('\ufeffnäme,n\nJosé €,1\n', true, false)],
    ['utf-16be', utf16('\ufeffnäme,n\nJosé €,1\n', false, false)],
    [
      'windows-1252',
      new Uint8Array([0x6e, 0xe4, 109, 101, 44, 110, 10, 74, 111, 115, 0xe9, 32, 0x80, 44, 49, 10]),
    ],
  ])('reads %s', async (encoding, bytes) => {
    const result = await read(bytes)
    expect(result.summary.encoding).toBe(encoding)
    expect(names(result)).toEqual(['näme', 'n'])
    expect(cells(result.table.columns[0])).toEqual(['José €'])
    expect(codes(result).includes('encoding-guessed')).toBe(encoding === 'windows-1252')
  })

  it('starts again when bytes that are not UTF-8 come late', async () => {
    const head = new TextEncoder().encode(rows(40000, (i) => `name ${i},1`, 'a,b\n'))
    const bytes = new Uint8Array(head.length + 5)
    bytes.set(head)
    bytes.set([0xe9, 44, 50, 10], head.length)
    const result = await read(bytes.subarray(0, head.length + 4))
    expect(result.summary.encoding).toBe('windows-1252')
    expect(result.table.rowCount).toBe(40001)
    expect(codes(result)).toContain('encoding-guessed')
  })
})

function utf16(text: string, little: boolean, _bom: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little)
  return bytes
}

describe('what does not fit a table', () => {
  it('keeps ragged rows: short ones padded, long ones in added columns, both counted', async () => {
    const result = await read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,1,1\n2,2,2,\n')
    expect(names(result)).toEqual(['a', 'b', 'c', 'column_4'])
    expect([result.summary.raggedShort, result.summary.raggedLong]).toEqual([1, 1])
    expect(cells(result.table.columns[2])).toEqual([3, null, 8, 1, 2])
    expect(cells(result.table.columns[3])).toEqual([null, null, 9, null, null])
  })

  it('makes names unique without collision and names the nameless', async () => {
    expect(names(await read('a,b,a,a_1\n1,2,3,4\n'))).toEqual(['a', 'b', 'a_2', 'a_1'])
    expect(names(await read('a,,column_2\n1,2,3\n'))).toEqual(['a', 'column_2_2', 'column_2'])
    expect(names(await read('Name\u00a0,  Cert \n x,1\n'))).toEqual(['Name', 'Cert'])
  })

  it('counts what did not become a row, with lines', async () => {
    const result = await read('# made by hand\n# twice\na;b\n# odd\n1;2\n\n3;4\na;b\n5;6\n;\n')
    expect(result.table.rowCount).toBe(3)
    expect(result.summary.skippedLines).toBe(2)
    expect(result.summary.rowsSkipped).toEqual([
      { reason: 'blank lines', count: 2, firstLines: [6, 10] },
      { reason: 'comment lines', count: 1, firstLines: [4] },
      { reason: 'repeats of the header', count: 1, firstLines: [8] },
    ])
    expect([0, 1, 2].map((row) => result.lineOf(row))).toEqual([5, 7, 9])
  })

  it('knows the line of a row behind quoted line breaks', async () => {
    const result = await read('a,b\n1,"x\ny\nz"\n2,w\n3,"v\r\nu"\n4,t\n')
    expect([0, 1, 2, 3].map((row) => result.lineOf(row))).toEqual([2, 5, 6, 8])
    expect(cells(result.table.columns[1])).toEqual(['x\ny\nz', 'w', 'v\r\nu', 't'])
  })

  it('reads a quote that is never closed as an ordinary character and loses no row', async () => {
    const csv = rows(50, (i) => `${i},"x, ${i}"`, 'a,b\n') + '50,"open\n51,y\n52,z\n'
    const result = await read(csv)
    expect(cells(result.table.columns[1]).slice(49)).toEqual(['x, 49', '"open', 'y', 'z'])
    expect([50, 51, 52].map((row) => result.lineOf(row))).toEqual([52, 53, 54])
    expect(codes(result)).toContain('unclosed-quotes')
    expect(codes(await read(csv.replace('51,y', '51,"y"')))).toContain('malformed-quotes')
  })

  it('warns about a single column that looks like a wrong delimiter', async () => {
    const result = await read('a:b\n1:2\n3:4\n')
    expect(result.table.columns.length).toBe(1)
    expect(codes(result)).toContain('one-column')
  })

  it('accepts a header without rows', async () => {
    const result = await read('id,name,amount\n')
    expect(result.table.rowCount).toBe(0)
    expect(names(result)).toEqual(['id', 'name', 'amount'])
  })
})

describe('files that are no tables', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)
  const zip = new Uint8Array(200)
  zip.set([0x50, 0x4b, 3, 4])
  zip.set(new TextEncoder().encode('[Content_Types].xml'), 30)
  const xls = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
  const noise = Uint8Array.from({ length: 4000 }, (_, i) => ((i * 37) % 251) & (i % 3 === 0 ? 0 : 255))
  it.each([
    ['an empty file', new Uint8Array(0), 'empty-file'],
    ['blank lines only', '\n\n \n', 'empty-file'],
    ['a picture', png, 'not-a-table'],
    ['Excel under another name', zip, 'not-a-table'],
    ['old Excel', xls, 'not-a-table'],
    ['binary data', noise, 'not-a-table'],
    ['a damaged gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8), 'bad-gzip'],
  ])('refuses %s and says what to do', async (_, content, code) => {
    const failure = await read(content, {}, 'data.csv').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnreadableInputError)
    if (!(failure instanceof UnreadableInputError)) return
    expect(failure.code).toBe(code)
    expect(failure.message).toContain('data.csv')
  })

  it('says that a file is too large before reading it, with a sample that fits', async () => {
    let taken = 0
    const source = {
      name: 'big.csv',
      size: 5e9,
      async *open() {
        for (;;) {
          await Promise.resolve()
          taken += 65536
          yield new TextEncoder().encode('a,b\n1,2\n'.repeat(8192))
        }
      },
    }
    const failure = await readTable(source, { memoryLimitBytes: 1e9 }, quiet).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnreadableInputError)
    if (!(failure instanceof UnreadableInputError)) return
    expect(failure.code).toBe('too-large')
    expect(failure.facts['suggestedSampleRows']).toBeGreaterThan(100_000)
    expect(taken).toBeLessThan(2e6)
  })
})

describe('other containers', () => {
  it('reads gzip by its bytes, in one part or several', async () => {
    const parts = [gzipSync('a,b\n1,2\n'), gzipSync('3,4\n')]
    expect((await read(new Uint8Array(gzipSync('a,b\n1,2\n')))).table.rowCount).toBe(1)
    expect((await read(new Uint8Array(Buffer.concat(parts)), {}, 'x.csv.gz')).table.rowCount).toBe(2)
  })

  it('opens the first sheet of an Excel file and says so', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const book = await writeXlsx({
      sheets: [
        {
          name: 'Sales',
          rows: [
            ['when', 'amount', 'note'],
            [new Date(Date.UTC(2024, 2, 4)), 12.5, 'a, "b"'],
            [new Date(Date.UTC(2024, 2, 5)), 3, 'c'],
          ],
        },
        { name: 'Other', rows: [['x'], [1]] },
      ],
    })
    const result = await read(new Uint8Array(book), {}, 'sales.xlsx')
    expect(names(result)).toEqual(['when', 'amount', 'note'])
    expect(cells(result.table.columns[1])).toEqual([12.5, 3])
    expect(cells(result.table.columns[2])).toEqual(['a, "b"', 'c'])
    expect(cells(result.table.columns[0])).toEqual([Date.UTC(2024, 2, 4), Date.UTC(2024, 2, 5)])
    expect(result.summary.warnings[0]?.message).toContain(
      'its sheet "Sales", the first of 2 sheets, was read',
    )
  })
})

describe('samples and cancelling', () => {
  it('draws rows uniformly, remembers where they were, and streams the same ones', async () => {
    const csv = rows(5000, (i) => `${i},x${i}`, 'n,t\n')
    const result = await read(csv, { sampleRows: 500, rng: testRng(7) })
    expect(result.table.rowCount).toBe(500)
    expect(result.summary.sampledFrom).toBe(5000)
    const drawn = cells(result.table.columns[0])
    expect(new Set(drawn).size).toBe(500)
    const mean = drawn.reduce<number>((sum, value) => sum + Number(value), 0) / 500
    expect(Math.abs(mean - 2500)).toBeLessThan(250)
    expect(drawn.map((value, row) => result.lineOf(row) === Number(value) + 2)).not.toContain(false)
    const streamed: string[] = []
    for await (const batch of streamRows(result.source, result.plan, quiet)) {
      for (const row of batch.rows) streamed.push(row[0] ?? '')
    }
    expect(streamed).toEqual(drawn.map(String))
  })

  it('stops at a checkpoint that throws', async () => {
    let calls = 0
    const hooks = {
      progress: () => undefined,
      checkpoint: () => {
        if (++calls === 3) throw new CancelledError()
      },
    }
    const csv = rows(60000, (i) => `${i},${i}`, 'a,b\n')
    await expect(readTable(memorySource(csv), {}, hooks)).rejects.toBeInstanceOf(CancelledError)
    expect(calls).toBe(3)
  })

  it('tells progress in stored bytes up to the end', async () => {
    const seen: number[] = []
    const csv = rows(60000, (i) => `${i},${i}`, 'a,b\n')
    await readTable(memorySource(csv), {}, { ...quiet, progress: (done, total) => seen.push(done / total) })
    expect(seen.length).toBeGreaterThan(3)
    expect(seen.at(-1)).toBe(1)
    expect([...seen].sort((a, b) => a - b)).toEqual(seen)
  })
})

describe('quoted cells beside others', () => {
  it('are cut in time in proportion to the text: a wrong delimiter leaves every quote open', async () => {
    const text = rows(4000, (i) => `"${i}.25",${i}`, 'x,y\n')
    const started = performance.now()
    const result = await read(text)
    expect(types(result)).toEqual(['number/decimal-point', 'number/integer'])
    // Some 0.3 s; looking at all that follows every open quote took 8 s.
    expect(performance.now() - started).toBeLessThan(4000)
  })
})
