import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DialectChoice, Encoding } from '../settings.ts'
import { createRng } from '../math/rng.ts'
import { readTable } from './read-table.ts'
import type { ReadResult } from './read-table.ts'
import { streamRows } from './stream-rows.ts'
import { memorySource, quiet } from './testing.ts'

function encoded(text: string, encoding: Encoding, bom: boolean): Uint8Array {
  const whole = bom && encoding !== 'windows-1252' ? `\ufeff${text}` : text
  if (encoding === 'utf-8') return new TextEncoder().encode(whole)
  if (encoding === 'windows-1252') return Uint8Array.from(whole, (c) => (c === '€' ? 0x80 : c.charCodeAt(0)))
  const bytes = new Uint8Array(2 * whole.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < whole.length; i++) view.setUint16(2 * i, whole.charCodeAt(i), encoding === 'utf-16le')
  return bytes
}

interface Seen {
  readonly cells: readonly string[]
  readonly line: number
}

async function allRows({ source, plan }: ReadResult): Promise<Seen[]> {
  const seen: Seen[] = []
  for await (const batch of streamRows(source, { ...plan, marks: null }, quiet))
    for (const [i, cells] of batch.rows.entries()) seen.push({ cells, line: batch.lineAt(i) })
  return seen
}

async function rowAt({ source, plan }: ReadResult, row: number): Promise<Seen | null> {
  for await (const batch of streamRows(source, plan, quiet, row)) {
    const cells = batch.rows[row - batch.firstRow]
    if (cells !== undefined) return { cells, line: batch.lineAt(row - batch.firstRow) }
  }
  return null
}

/** What may stand between rows: nothing, or what a reader leaves out. */
const between = ['', '', '', '', '\n', '# a comment\n', ',,\n', '"name","amount","note"\n']

function file(rows: number, seed: number, newline: string, wide: string): string {
  const rng = createRng(seed)
  const lines = ['"name","amount","note"\n']
  for (let row = 0; row < rows; row++) {
    lines.push(between[rng.below(between.length)]!)
    const note = ['', 'plain', '"a, ""b"""', '"two\nlines"', `"${wide}\n\n${wide}"`, wide][rng.below(6)]!
    const short = rng.below(50) === 0
    lines.push(short ? `n${row}\n` : `n${row},${row}.5,${note}${rng.below(40) === 0 ? ',more' : ''}\n`)
  }
  return lines.join('').replaceAll('\n', newline)
}

const ENCODINGS: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']

describe('reading from within a file', () => {
  it('gives every row as reading from its beginning does, in each encoding and line break', async () => {
    let marks = 0
    for (const encoding of ENCODINGS)
      for (const newline of ['\n', '\r\n', '\r'])
        for (const bom of [false, true]) {
          const wide = encoding === 'windows-1252' ? 'é€ß' : 'é€🎁'
          const bytes = encoded(file(300, 7, newline, wide), encoding, bom)
          const choice: DialectChoice = { encoding, delimiter: ',' }
          const options = { dialect: choice, blockBytes: 1500 }
          const result = await readTable(memorySource(bytes, 'x.csv', 5000), options, quiet)
          const expected = await allRows(result)
          expect(expected).toHaveLength(result.table.rowCount)
          marks += result.plan.marks?.length ?? 0
          for (let row = 0; row < expected.length; row++)
            expect(await rowAt(result, row)).toEqual(expected[row])
        }
    expect(marks).toBeGreaterThan(24 * 5)
  })

  it('does so for any blocks, samples, quotes left open and bytes that are no text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 40, max: 900 }),
        fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
        fc.constantFrom('plain', 'open quote', 'not UTF-8', 'titles above'),
        async (seed, blockBytes, sampleRows, kind) => {
          let text = file(80, seed, '\n', 'é€🎁')
          if (kind === 'open quote') text += 'n80,1,"never closed\nn81,2,x\n'
          if (kind === 'titles above') text = `A report\n\n${text}`
          let bytes = encoded(text, 'utf-8', false)
          if (kind === 'not UTF-8') bytes = bytes.map((byte) => (byte === 0x62 ? 0xff : byte))
          const options = {
            dialect: { encoding: 'utf-8' as const, delimiter: ',' },
            blockBytes,
            ...(sampleRows === undefined ? {} : { sampleRows, rng: createRng(seed) }),
          }
          const result = await readTable(memorySource(bytes), options, quiet)
          const expected = await allRows(result)
          for (let row = 0; row < expected.length; row++)
            expect(await rowAt(result, row)).toEqual(expected[row])
        },
      ),
      { numRuns: 60, seed: 3 },
    )
  })

  it('reads little of the file, and a packed one from its beginning', async () => {
    const bytes = encoded(file(20_000, 1, '\n', 'x'), 'utf-8', false)
    let taken = 0
    const plain = memorySource(bytes, 'x.csv', 4096)
    const counting = async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        taken += piece.length
        yield piece
      }
    }
    const source = {
      ...plain,
      open: () => counting(plain.open()),
      openAt: (position: number) => counting(plain.openAt!(position)),
    }
    const result = await readTable(source, {}, quiet)
    taken = 0
    expect((await rowAt(result, 19_000))?.cells[0]).toBe('n19000')
    expect(taken).toBeLessThan(150_000)
    const packed = new Uint8Array(
      await new Response(
        new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('gzip')),
      ).arrayBuffer(),
    )
    const unpacked = await readTable(memorySource(packed, 'x.csv.gz'), {}, quiet)
    expect(unpacked.plan.marks).toBeNull()
    expect((await rowAt(unpacked, 19_000))?.cells[0]).toBe('n19000')
  })
})
