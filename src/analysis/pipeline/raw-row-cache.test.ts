import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FlagstoneError } from '../errors.ts'
import type { ByteSource } from '../table/byte-source.ts'
import { createInlineRunner } from './inline-runner.ts'
import { Session } from './session.ts'
import { testHost, textSource } from './testing.ts'

const host = testHost()
const FOREST = { detector: 'iforest', params: { trees: 10 }, seed: 7 }

/** More rows than are fetched at once, most of them alike. */
const ROWS = 3000
const lineOf = (row: number) => [`T${row}`, `${20 + ((row * 37) % 91)}.50`, String((row * 13) % 11)]
const TEXT = `id,Amount,Fee\n${Array.from({ length: ROWS }, (_, row) => lineOf(row).join(',')).join('\n')}\n`

/** A packed file that counts how often it is read, and can be changed after it was read. */
function packed() {
  const inner = textSource('', 'payments.csv.gz')
  const bytes = new Uint8Array(gzipSync(TEXT))
  const counts = { passes: 0, changed: false }
  const source: ByteSource = {
    ...inner,
    size: bytes.length,

    async *open() {
      counts.passes++
      if (counts.changed)
        throw new FlagstoneError('file-changed', 'payments.csv.gz was changed. Open it again.')
      yield bytes
    },
  }
  return { source, counts }
}

async function opened() {
  const { source, counts } = packed()
  const session = await Session.open(source, {}, createInlineRunner(), host)
  const ranking = await session.detect(FOREST, host)
  counts.passes = 0
  return { session, ranking, counts }
}

describe('verbatim cells of a packed file', () => {
  it('of the rows at the top come with one pass, also when several are asked for at once', async () => {
    const { session, ranking, counts } = await opened()
    const rows = ranking.order.slice(0, 20)
    const details = await Promise.all(Array.from(rows, (row) => session.details(row, host)))
    expect(details.map(({ raw }) => raw)).toEqual(Array.from(rows, lineOf))
    expect(counts.passes).toBe(1)
  })

  it('stay when decisions change the order', async () => {
    const { session, ranking, counts } = await opened()
    const looked = ranking.order[0]!
    const last = ranking.order[ROWS - 1]!
    await session.details(looked, host)
    await session.details(last, host)
    expect(counts.passes).toBe(2)
    const learned = await session.learn([{ row: looked, label: 'anomaly' }], host)
    expect(learned.order).not.toEqual(ranking.order)
    for (const row of [looked, last, ranking.order[5]!])
      expect((await session.details(row, host)).raw).toEqual(lineOf(row))
    expect(counts.passes).toBe(2)
  })

  it('are others after the file was read in another way', async () => {
    const { session, ranking } = await opened()
    await session.details(ranking.order[0]!, host)
    await session.reopen({ dialect: { header: false } }, host)
    await session.detect(FOREST, host)
    expect((await session.details(1, host)).raw).toEqual(lineOf(0))
  })

  it('are missed when the file has changed; reasons and cells are told all the same', async () => {
    const { session, ranking, counts } = await opened()
    counts.changed = true
    const row = ranking.order[0]!
    const details = await session.details(row, host)
    expect(details).toMatchObject({ row, rank: 0, raw: null })
    expect(details.rawProblem).toContain('was changed')
    expect(details.reasons.length).toBeGreaterThan(0)
    expect(details.cells[0]).toBe(`T${row}`)
    counts.changed = false
    expect(await session.details(row, host)).toMatchObject({ raw: lineOf(row) })
  })
})
