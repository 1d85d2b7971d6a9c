/**
 * Writes the small awkward CSV files of src/analysis/table/fixtures and their manifest.json. The same
 * seed gives the same bytes. Run after a change here:
 *
 *   npx esbuild scripts/messy-fixtures.ts --bundle --packages=external --platform=node --format=esm | node --input-type=module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'

interface Fixture {
  readonly file: string
  readonly content: string | Uint8Array
  readonly rows: number
  readonly columns: number
  readonly encoding?: string
  readonly delimiter?: string
  readonly quote?: string
  readonly header?: boolean
  readonly skipped?: number
  /** Format code per column. */
  readonly formats?: readonly string[]
  readonly why: string
}

let state = 20240304
function below(bound: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 4294967296) * bound)
}
function pick<T>(from: readonly [T, ...T[]]): T {
  return from[below(from.length)] ?? from[0]
}

const VENDORS = ['Acme Ltd', 'Born & Sons', 'Çelik, Yapı', 'Dürr AG', 'Evans "Steel"', "O'Hara"] as const
const KINDS = ['travel', 'rent', 'supplies'] as const
const amount = () => (below(500000) / 100).toFixed(2)
const pad = (n: number) => String(n).padStart(2, '0')
const quoted = (text: string, delimiter: string, quote = '"') =>
  [delimiter, quote, '\n', '\r'].some((mark) => text.includes(mark))
    ? quote + text.replaceAll(quote, quote + quote) + quote
    : text

/** Payments: number, ISO date, vendor, kind, amount. */
function payments(count: number): string[][] {
  return Array.from({ length: count }, (_, i) => [
    String(1000 + i),
    `2024-${pad(1 + below(12))}-${pad(1 + below(28))}`,
    pick(VENDORS),
    pick(KINDS),
    amount(),
  ])
}
const TITLES = ['number', 'date', 'vendor', 'kind', 'amount']
const csv = (rows: readonly (readonly string[])[], delimiter = ',', newline = '\n', quote = '"') =>
  rows.map((row) => row.map((cell) => quoted(cell, delimiter, quote)).join(delimiter) + newline).join('')
const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0))
function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little)
  return bytes
}

const plain = ['integer', 'iso', 'category', 'category', 'decimal-point']
const fixtures: Fixture[] = [
  {
    file: 'semicolon.csv',
    content: csv([TITLES, ...payments(30)], ';'),
    rows: 30,
    columns: 5,
    delimiter: ';',
    formats: plain,
    why: 'semicolons',
  },
  {
    file: 'tab-crlf.tsv',
    content: csv([TITLES, ...payments(30)], '\t', '\r\n'),
    rows: 30,
    columns: 5,
    delimiter: '\t',
    formats: plain,
    why: 'tabs and CRLF',
  },
  {
    file: 'pipe-cr.csv',
    content: csv([TITLES, ...payments(30)], '|', '\r'),
    rows: 30,
    columns: 5,
    delimiter: '|',
    formats: plain,
    why: 'CR alone as line break',
  },
  {
    file: 'no-final-newline.csv',
    content: csv([TITLES, ...payments(30)]).trimEnd(),
    rows: 30,
    columns: 5,
    formats: plain,
    why: 'last line not ended',
  },
  {
    file: 'no-header.csv',
    content: csv(payments(30)),
    rows: 30,
    columns: 5,
    header: false,
    formats: plain,
    why: 'data from the first line',
  },
  {
    file: 'single-quotes.tsv',
    content: `1\tone\ttext1\n2\ttwo\t'te\txt2'\n'3'\tthree\ttext3\n`,
    rows: 3,
    columns: 3,
    delimiter: '\t',
    quote: "'",
    header: false,
    why: 'cells quoted with apostrophes',
  },
  {
    file: 'utf8-bom.csv',
    content: '\ufeff' + csv([TITLES, ...payments(20)]),
    rows: 20,
    columns: 5,
    encoding: 'utf-8',
    why: 'byte order mark',
  },
  {
    file: 'utf16le.csv',
    content: utf16('\ufeff' + csv([TITLES, ...payments(20)], ',', '\r\n'), true),
    rows: 20,
    columns: 5,
    encoding: 'utf-16le',
    why: 'UTF-16 with byte order mark',
  },
  {
    file: 'utf16be-no-bom.csv',
    content: utf16('name,age\nJosé,30\nMüller,41\nSøren,25\n', false),
    rows: 3,
    columns: 2,
    encoding: 'utf-16be',
    why: 'UTF-16 known by its NUL bytes',
  },
  {
    file: 'windows-1252.csv',
    content: latin1(
      'Bank\u00a0,City\u00a0,Closing Date\u00a0\nCaisse d\x92\xc9pargne,Paris,3-Nov-23\nB\xfcrgerbank,K\xf6ln,28-Jul-23\n',
    ),
    rows: 2,
    columns: 3,
    encoding: 'windows-1252',
    formats: ['text', 'text', 'month-name'],
    why: 'Windows-1252, non-breaking blanks in the header, months in letters',
  },
  {
    file: 'preamble.csv',
    content: `Payments over 25000\nPeriod: January to March, all departments\n\n${csv([TITLES, ...payments(25)])}`,
    rows: 25,
    columns: 5,
    skipped: 3,
    formats: plain,
    why: 'title lines and a blank line before the header',
  },
  {
    file: 'padded-preamble.csv',
    content: `Ministry of Works,,,,\nPeriod: 1 January 2024,,,,\n${csv([TITLES, ...payments(12)])}`,
    rows: 12,
    columns: 5,
    skipped: 2,
    formats: ['integer', 'iso', 'category', 'category', 'decimal-point'],
    why: 'title lines padded with delimiters',
  },
  {
    file: 'comments.csv',
    content: '# exported by hand\n# twice\na;b\n# odd\n1;3\n6;7\n# the end',
    rows: 2,
    columns: 2,
    delimiter: ';',
    skipped: 2,
    formats: ['integer', 'integer'],
    why: 'comment lines before and among the rows',
  },
  {
    file: 'repeated-header.csv',
    content: csv([TITLES, TITLES, TITLES, ...payments(15)]),
    rows: 15,
    columns: 5,
    why: 'the header three times',
  },
  {
    file: 'two-line-header.csv',
    content:
      'Date,Place,Travel,,,Total\n,,Air,Rail,Taxi,\n04/04/2024,Cardiff,,65.60,,65.60\n19/04/2024,London,,16.00,4.00,20.00\n23/04/2024,Leeds,,30.00,,30.00\n',
    rows: 3,
    columns: 6,
    why: 'a spanning title over a second line of titles',
  },
  {
    file: 'ragged.csv',
    content: '\nOne,two,three\n1,2,3,4\n1,2,3\n\n1,2,3,4,5\n1,2\n',
    rows: 4,
    columns: 5,
    why: 'rows of 2 to 5 cells, blank lines',
  },
  {
    file: 'duplicate-names.csv',
    content: 'a,b,a,a_1,\n1,x,2,3,4\n5,y,6,7,8\n',
    rows: 2,
    columns: 5,
    formats: ['integer', 'text', 'integer', 'integer', 'integer'],
    why: 'names that collide, one missing',
  },
  {
    file: 'trailing-commas.csv',
    content: 'id,name,lat,\n1,x,0.5\n2,y,0.25\n',
    rows: 2,
    columns: 4,
    why: 'a delimiter too many in the header',
  },
  {
    file: 'empty-tail.csv',
    content: csv([TITLES, ...payments(10)]) + ',,,,\n,,,,\n\n',
    rows: 10,
    columns: 5,
    why: 'empty rows at the end',
  },
  {
    file: 'quoted-newlines.csv',
    content: 'id,text\n1,"first\nsecond, with comma"\n2,"she said ""no"""\n3,plain\n',
    rows: 3,
    columns: 2,
    formats: ['integer', 'text'],
    why: 'line breaks, commas and doubled quotes inside cells',
  },
  {
    file: 'unescaped-quotes.csv',
    content: Array.from(
      { length: 6 },
      (_, i) => `${i + 1};"pedro "pdet" ho${i === 2 ? ';' : ''}landa"\n`,
    ).join(''),
    rows: 6,
    columns: 2,
    delimiter: ';',
    header: false,
    why: 'quotes inside quoted cells not doubled',
  },
  {
    file: 'nul.csv',
    content: 'col1|col2|col3\nval1|val\0 2|val3\n',
    rows: 1,
    columns: 3,
    delimiter: '|',
    why: 'a NUL inside a cell',
  },
  { file: 'header-only.csv', content: 'id,name,amount\n', rows: 0, columns: 3, why: 'no rows' },
  {
    file: 'one-column.csv',
    content: `col\n${Array.from({ length: 9 }, (_, i) => i).join('\n')}\n\n11\n`,
    rows: 10,
    columns: 1,
    formats: ['integer'],
    why: 'one column with a blank line',
  },
  {
    file: 'thousands.csv',
    content: '100,000.00\n300,000.20\n300,000,000.40\n50\n9999999999.20\n',
    rows: 5,
    columns: 1,
    header: false,
    formats: ['decimal-point'],
    why: 'thousands separators that look like delimiters',
  },
  {
    file: 'bad-thousands.csv',
    content: '"100,000.00"\n"300,000.20"\n"300,0,00.40"\n"30,0,0.406"\n',
    rows: 4,
    columns: 1,
    header: false,
    formats: ['text'],
    why: 'malformed groups are not numbers',
  },
  {
    file: 'decimal-comma.csv',
    content: csv(
      [
        ['ref', 'betrag'],
        ...Array.from({ length: 20 }, (_, i) => [
          `R${i}`,
          `${1 + below(9)}.${100 + below(900)},${pad(below(100))} €`,
        ]),
      ],
      ';',
    ),
    rows: 20,
    columns: 2,
    delimiter: ';',
    formats: ['text', 'decimal-comma'],
    why: 'decimal comma, points between thousands, currency after',
  },
  {
    file: 'mixed-dates.csv',
    content: 'A,B\n1,2024-03-08\n2,2024-03-09\n3,03/10/2024\n4,2024-03-11\n5,2024-03-12\n',
    rows: 5,
    columns: 2,
    formats: ['integer', 'month-first'],
    why: 'one date in another order among ISO dates',
  },
  {
    file: 'phones.csv',
    content: 'phone\n+318855443322\n+552244331122\n+12233445567\n',
    rows: 3,
    columns: 1,
    formats: ['phone'],
    why: 'phone numbers are no amounts',
  },
  {
    file: 'blanks.csv',
    content: Array.from({ length: 20 }, (_, i) => `${i} ${amount()} ${below(9)}\n`).join(''),
    rows: 20,
    columns: 3,
    delimiter: ' ',
    header: false,
    formats: ['integer', 'decimal-point', 'integer'],
    why: 'blanks as delimiter',
  },
  {
    file: 'sentences.csv',
    content: 'content\nthe first, and longest, of them\nanother one; with marks\nno marks at all\n',
    rows: 3,
    columns: 1,
    why: 'prose is one column',
  },
]

const folder = join(process.cwd(), 'src/analysis/table/fixtures')
mkdirSync(folder, { recursive: true })
for (const { file, content } of fixtures) writeFileSync(join(folder, file), content)
const manifest = fixtures.map(({ content: _, ...expected }) => expected)
writeFileSync(
  join(folder, 'manifest.json'),
  await format(JSON.stringify(manifest), { parser: 'json', printWidth: 110 }),
)
console.log(`${fixtures.length} files written to ${folder}`)
