import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../decisions/decision.ts'
import type { ExportFormat } from '../export/table-writer.ts'
import { createRng } from '../math/rng.ts'
import type { ExportContext } from './export-about.ts'
import type { ExportedRows } from './export-rows.ts'
import { createInlineRunner } from './inline-runner.ts'
import { Session } from './session.ts'
import { testHost, textSource } from './testing.ts'

const NAMES = ['Id', 'When', 'Amount', 'Count', 'Note', 'rank']
/** What must come through: formulas, unicode, control characters, line breaks, and what looks like an escape. */
const NOTES = [
  '=1+1',
  '-2+3',
  'Žluťoučký 馬 😀',
  'a\u0007b',
  'two\nlines',
  ' x ',
  '_x0041_',
  '"q", <b>&',
  'NA',
  '',
]

function rowsOf(count: number): string[][] {
  const rng = createRng(3)
  return Array.from({ length: count }, (_, row) => [
    String(row).padStart(5, '0'),
    row === 4
      ? 'soon'
      : `2024-03-${String(1 + (row % 28)).padStart(2, '0')} 10:00:${String(row % 60).padStart(2, '0')}`,
    row === 2 ? 'n/a' : row === 3 ? '12,x' : (row === 17 ? 90_000 : 50 + 100 * rng.next()).toFixed(2),
    row === 5 ? '' : String(row % 7),
    NOTES[row % NOTES.length]!,
    String(row % 3),
  ])
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const csvOf = (rows: readonly (readonly string[])[]) =>
  [NAMES, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n')

const DECISIONS = new Map<number, Decision>([
  [17, { label: 'anomaly', reason: 'Duplicate', note: '=cmd()', at: 1_700_000_000_000, reviewer: 'Ida' }],
  [3, { label: null, note: 'look again', at: 1_700_000_001_000, reviewer: '' }],
])
const HEAD = 'ab'.repeat(32)

async function opened(count: number) {
  const source = rowsOf(count)
  const host = testHost()
  const options = {
    columns: {
      Note: { type: 'text' as const },
      Amount: { type: 'number' as const },
      When: { type: 'datetime' as const },
    },
  }
  const session = await Session.open(textSource(csvOf(source)), options, createInlineRunner(), host)
  const ranking =
    count === 0 ? null : await session.detect({ detector: 'iforest', params: {}, seed: 1 }, host)
  const file = async (rows: ExportedRows, format: ExportFormat, context: Partial<ExportContext> = {}) => {
    const pieces: Uint8Array[] = []
    const all: ExportContext = {
      sha256: 'cd'.repeat(32),
      cutChoice: { by: 'rows', rows: 5 },
      cut: 5,
      decisions: DECISIONS,
      log: { head: HEAD, entries: 2 },
      version: '9.9.9',
      at: 0,
      ...context,
    }
    const written = await session.exportRows(
      rows,
      format,
      all,
      true,
      host,
      (piece) => void pieces.push(piece),
    )
    return { written, bytes: new Uint8Array(Buffer.concat(pieces)) }
  }
  return { source, session, ranking, file }
}

describe('XLSX', () => {
  it('holds numbers and dates as such, and everything else as the text of the file', async () => {
    const { source, file, ranking, session } = await opened(1000)
    const { bytes, written } = await file('all', 'xlsx')
    expect(written).toMatchObject({
      rows: 1000,
      neutralised: 0,
      fileName: `payments-scored-1000-flagged-5-log-${HEAD.slice(0, 16)}.xlsx`,
    })
    const book = await readXlsx(bytes, { readStyles: true })
    const [sheet, about] = book.sheets
    const [head, ...lines] = sheet!.rows
    const added = [
      'rank',
      'score',
      'flagged',
      'reasons',
      'decision',
      'reason_code',
      'note',
      'reviewer',
      'decided_at',
      'decision_log_head',
    ]
    expect(head).toEqual([...added, ...NAMES])
    expect(lines).toHaveLength(1000)
    for (const [row, line] of lines.entries()) {
      const expected = source[row]!
      const cells = NAMES.map((_, c) => line[added.length + c] ?? null)
      expect(line[1]).toBe(ranking!.scores[row])
      expect(cells[0]).toBe(expected[0])
      expect(cells[1]).toEqual(row === 4 ? 'soon' : new Date(`${expected[1]!.replace(' ', 'T')}Z`))
      expect(cells[2]).toBe(row === 2 ? 'n/a' : row === 3 ? '12,x' : Number(expected[2]))
      expect(cells[3]).toBe(row === 5 ? null : row % 7)
      expect(cells[4] ?? '').toBe(expected[4])
    }
    expect(lines[17]!.slice(4, 10)).toEqual([
      'anomaly',
      'Duplicate',
      '=cmd()',
      'Ida',
      new Date(1_700_000_000_000),
      HEAD,
    ])
    expect(lines[3]!.slice(4, 7)).toEqual([null, null, 'look again'])
    expect(sheet!.freezePane).toMatchObject({ rows: 1 })
    expect(sheet!.autoFilter?.range).toBe('A1:P1001')
    const xml = Buffer.from(bytes).toString('latin1')
    expect(xml).not.toContain('<f>')
    const facts = new Map(about!.rows.map(([key, value]) => [key, value]))
    expect(facts.get('SHA-256 of the file')).toBe('cd'.repeat(32))
    expect(facts.get('Head of the decision log')).toBe(HEAD)
    expect(facts.get('How it was chosen')).toBe('Set by hand: the 5 rows that score highest.')
    expect(JSON.parse(String(facts.get('Settings')))).toEqual(session.settings({ by: 'rows', rows: 5 }))
  })

  it('refuses more rows than a worksheet holds before anything is worked out', async () => {
    const { session, file } = await opened(30)
    const many = new Uint32Array(1_048_576)
    await expect(file(many, 'xlsx')).rejects.toThrow('1,048,576 rows with its header')
    expect(session.dataset.summary.rowCount).toBe(30)
  })

  it('cuts off and counts what is longer than a cell', async () => {
    const long = 'é'.repeat(40_000)
    const host = testHost()
    const session = await Session.open(
      textSource(`a,b\n1,${long}\n2,x\n`),
      { columns: { b: { type: 'text' } } },
      createInlineRunner(),
      host,
    )
    const pieces: Uint8Array[] = []
    const context: ExportContext = {
      sha256: null,
      cutChoice: { by: 'auto' },
      cut: 0,
      decisions: new Map(),
      log: null,
      version: '',
      at: 0,
    }
    const written = await session.exportRows(
      Uint32Array.of(0, 1),
      'xlsx',
      context,
      true,
      host,
      (piece) => void pieces.push(piece),
    )
    expect(written.shortened).toBe(1)
    const book = await readXlsx(new Uint8Array(Buffer.concat(pieces)))
    expect(book.sheets[0]!.rows[1]!.at(-1)).toBe('é'.repeat(32_767))
    expect(book.sheets[0]!.rows[1]!.slice(0, 4)).toEqual([null, null, null, null])
  })
})

describe('Parquet', () => {
  it('is typed, and keeps what could not be read', async () => {
    const { source, file, ranking } = await opened(9000)
    const { bytes } = await file('all', 'parquet')
    const rows = await parquetReadObjects({ file: bytes.slice().buffer })
    expect(rows).toHaveLength(9000)
    for (const [row, line] of rows.entries()) {
      const expected = source[row]!
      expect(line['score']).toBe(ranking!.scores[row])
      expect(line['Id']).toBe(expected[0])
      expect(line['When']).toEqual(row === 4 ? null : new Date(`${expected[1]!.replace(' ', 'T')}Z`))
      expect(line['Amount']).toBe(row === 2 || row === 3 ? null : Number(expected[2]))
      expect(line['Count']).toBe(row === 5 ? null : row % 7)
      expect(line['Note']).toBe(expected[4] === '' ? null : expected[4])
      expect(line['rank']).toBe(row % 3)
      const kept =
        row === 2 ? { Amount: 'n/a' } : row === 3 ? { Amount: '12,x' } : row === 4 ? { When: 'soon' } : null
      expect(line['as_written']).toEqual(kept === null ? null : JSON.stringify(kept))
    }
    expect(rows[17]).toMatchObject({
      decision: 'anomaly',
      flagstone_note: '=cmd()',
      decided_at: new Date(1_700_000_000_000),
    })
    const { schema, key_value_metadata } = parquetMetadata(bytes.slice().buffer)
    const typeOf = (name: string) => schema.find((element) => element.name === name)?.type
    expect([typeOf('Count'), typeOf('Amount'), typeOf('score'), typeOf('When')]).toEqual([
      'INT32',
      'DOUBLE',
      'FLOAT',
      'INT64',
    ])
    const facts = new Map(key_value_metadata?.map(({ key, value }) => [key, value]))
    expect(facts.get('Head of the decision log')).toBe(HEAD)
    expect(JSON.parse(facts.get('flagstone') ?? '')).toMatchObject({ file: { sha256: 'cd'.repeat(32) } })
  })
})

describe('JSON and CSV', () => {
  it('have the flagged rows, most anomalous first, with their decisions', async () => {
    const { source, file, ranking } = await opened(300)
    const { bytes } = await file('flagged', 'json')
    const json = JSON.parse(Buffer.from(bytes).toString()) as {
      about: { log: unknown; exportedRows: number }
      rows: {
        row: number
        line: number
        rank: number
        score: number
        reasons: string[]
        note: unknown
        cells: string[]
      }[]
    }
    expect(json.about.log).toEqual({ head: HEAD, entries: 2 })
    expect(json.rows.map(({ row }) => row - 1)).toEqual([...ranking!.order.slice(0, 5)])
    for (const [k, line] of json.rows.entries()) {
      expect(line.rank).toBe(k + 1)
      expect(Math.fround(line.score)).toBe(ranking!.scores[line.row - 1])
      expect(line.cells).toEqual(source[line.row - 1])
      expect(line.reasons.length).toBeGreaterThan(0)
    }
    expect(json.rows.find(({ row }) => row === 18)?.note).toBe('=cmd()')
    const csv = Buffer.from((await file('flagged', 'csv')).bytes).toString()
    const head = 'rank,score,reasons,decision,reason_code,note,reviewer,decided_at,decision_log_head,'
    expect(csv.startsWith(`${head}${NAMES.join(',')}\r\n`)).toBe(true)
    expect(csv).toContain(`,anomaly,Duplicate,'=cmd(),Ida,2023-11-14T22:13:20.000Z,${HEAD},00017,`)
    const bare = Buffer.from((await file('flagged', 'csv', { decisions: new Map() })).bytes).toString()
    expect(bare.startsWith(`rank,score,reasons,${NAMES.join(',')}\r\n`)).toBe(true)
  })

  it('are whole files without a row', async () => {
    const { file } = await opened(30)
    const none = new Uint32Array()
    const read = await readXlsx((await file(none, 'xlsx')).bytes)
    expect(read.sheets[0]!.rows).toHaveLength(1)
    expect(await parquetReadObjects({ file: (await file(none, 'parquet')).bytes.slice().buffer })).toEqual([])
    expect(JSON.parse(Buffer.from((await file(none, 'json')).bytes).toString())).toMatchObject({ rows: [] })
    expect(
      Buffer.from((await file(none, 'csv')).bytes)
        .toString()
        .trim()
        .split('\r\n'),
    ).toHaveLength(1)
  })
})
