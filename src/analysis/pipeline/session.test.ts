import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { sliceRows } from '../features/feature-matrix.ts'
import { fitDetector, gatherRows, scoreDetector } from './detector-jobs.ts'
import { createInlineRunner } from './inline-runner.ts'
import type { ExportContext } from './export-about.ts'
import type { Progress } from './results.ts'
import { parseSettings } from './saved-settings.ts'
import { Session } from './session.ts'
import { testHost, textSource } from './testing.ts'

const PLANTED = [17, 240, 391]

/** 400 payments with three amounts that no other comes near to; notes hold a formula and commas. */
function payments(): string {
  const rng = createRng(5)
  const lines = ['Payment id,Date,Amount,Note']
  for (let row = 0; row < 400; row++) {
    const amount = PLANTED.includes(row) ? 90_000 + row : 50 + 100 * rng.next()
    const day = String(1 + (row % 28)).padStart(2, '0')
    const note = row === 17 ? '=1+1' : row === 240 ? '"a, ""b"""' : 'paid'
    lines.push(`${String(row).padStart(6, '0')},2024-03-${day},${amount.toFixed(2)},${note}`)
  }
  return lines.join('\n')
}

const REQUEST = { detector: 'auto', params: {}, seed: 7 }

const context = (cut: number): ExportContext => ({
  sha256: null,
  cutChoice: { by: 'rows', rows: cut },
  cut,
  decisions: new Map(),
  log: null,
  version: '0',
  at: 0,
})

async function ranked(text = payments(), heard: Progress[] = []) {
  const host = testHost(heard)
  const session = await Session.open(textSource(text), {}, createInlineRunner(), host)
  return { host, session, ranking: await session.detect(REQUEST, host) }
}

async function written(write: (sink: (bytes: Uint8Array) => void) => Promise<unknown>): Promise<string> {
  const pieces: Uint8Array[] = []
  await write((bytes) => void pieces.push(bytes))
  return Buffer.concat(pieces).toString('utf8')
}

describe('a session', () => {
  it('ranks planted rows first and explains them by the planted column', async () => {
    const { session, ranking, host } = await ranked()
    expect([...ranking.order.slice(0, 3)].sort((a, b) => a - b)).toEqual(PLANTED)
    const details = await session.details(17, host)
    expect(details.rank).toBeLessThan(3)
    expect(details.line).toBe(19)
    expect(details.reasons[0]?.name).toBe('Amount')
    expect(details.raw).toEqual(['000017', '2024-03-18', '90017.00', '=1+1'])
  })

  it('names the columns that made the top rows stand out, the strongest first', async () => {
    const { session, host, ranking } = await ranked()
    expect(ranking.drivers).toEqual([2, 3])
    const both = await session.detect({ ...REQUEST, features: ['Payment id', 'Amount'] }, host)
    expect(both.drivers).toEqual([2, 0])
  })

  it('gives the same scores to the bit however the file and the rows are cut', async () => {
    const { ranking } = await ranked()
    const host = testHost()
    const session = await Session.open(textSource(payments(), 'x.csv', 7), {}, createInlineRunner(), host)
    expect((await session.detect(REQUEST, host)).scores).toEqual(ranking.scores)
  })

  it('scores blocks and gathered rows like the whole', async () => {
    const rng = createRng(1)
    const columns = [0, 1].map(() => Float32Array.from({ length: 1000 }, () => rng.next()))
    const sources = [0, 1].map((column) => ({ column, name: `c${column}`, weight: 1 }))
    const x = { rowCount: 1000, columns, names: ['a', 'b'], sourceOf: Int32Array.of(0, 1), sources }
    const job = { detector: 'iforest', params: { trees: 20, sampleSize: 64 }, seed: 3 }
    const quiet = () => undefined
    const model = await fitDetector(job, x, quiet)
    const whole = await scoreDetector(job, model, x, quiet)
    expect(await scoreDetector(job, model, sliceRows(x, 333, 777), quiet)).toEqual(whole.slice(333, 777))
    const rows = Uint32Array.of(999, 0, 5)
    expect([...(await scoreDetector(job, model, gatherRows(x, rows), quiet))]).toEqual(
      [...rows].map((row) => whole[row]),
    )
  })

  it('tells progress that never falls under one label', async () => {
    const heard: Progress[] = []
    await ranked(payments(), heard)
    expect([...new Set(heard.map(({ label }) => label))]).toEqual([
      'Reading',
      'Building features',
      'Fitting',
      'Scoring',
      'Ranking',
    ])
    for (const [i, { label, done }] of heard.entries()) {
      const before = heard[i - 1]
      if (before?.label === label) expect(done).toBeGreaterThanOrEqual(before.done)
    }
  })

  it('writes flagged rows with their cells verbatim and formula cells made harmless', async () => {
    const { session, ranking, host } = await ranked()
    let result
    const text = await written(
      async (sink) => (result = await session.exportRows('flagged', 'csv', context(3), true, host, sink)),
    )
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('rank,score,reasons,Payment id,Date,Amount,Note')
    expect(lines).toHaveLength(5)
    expect(lines[1 + ranking.order.indexOf(17)]).toMatch(/,000017,2024-03-18,90017\.00,'=1\+1$/)
    expect(lines[1 + ranking.order.indexOf(240)]).toMatch(/,000240,2024-03-17,90240\.00,"a, ""b"""$/)
    expect(result).toEqual({
      rows: 3,
      neutralised: 1,
      shortened: 0,
      fileName: 'payments-flagged-3-of-400.csv',
    })
    const verbatim = await written((sink) =>
      session.exportRows('flagged', 'csv', context(3), false, host, sink),
    )
    expect(verbatim).toMatch(/,=1\+1\r\n/)
  })

  it('neutralises its own cells where they begin with a word of the file', async () => {
    const { session, host } = await ranked(payments().replace('Amount', '=cmd amount'))
    const reasons = (text: string) => text.split('\r\n')[1]!
    const safe = await written((sink) => session.exportRows('flagged', 'csv', context(1), true, host, sink))
    expect(reasons(safe)).toMatch(/^1,\d+\.\d+,"?'=cmd amount /)
    const verbatim = await written((sink) =>
      session.exportRows('flagged', 'csv', context(1), false, host, sink),
    )
    expect(reasons(verbatim)).toMatch(/^1,\d+\.\d+,"?=cmd amount /)
    const totals = await written((sink) => session.writeTotals(1, sink))
    expect(totals).toContain("amount_column,'=cmd amount\r\n")
  })

  it('writes all rows and scores in the order of the file', async () => {
    const { session, ranking, host } = await ranked()
    const all = (
      await written((sink) => session.exportRows('all', 'csv', context(3), true, host, sink))
    ).split('\r\n')
    expect(all).toHaveLength(402)
    expect(all[18]).toMatch(/^[123],\d+\.\d+,1,"?Amount .*,000017,/)
    const scores = (await written((sink) => session.writeScores(3, host, sink))).split('\r\n')
    const [row, line, score, rank, flagged] = scores[18]!.split(',')
    expect([row, line, flagged]).toEqual(['18', '19', '1'])
    expect(Math.fround(Number(score))).toBe(ranking.scores[17])
    expect(Number(rank)).toBe(ranking.order.indexOf(17) + 1)
  })

  it('writes control totals that agree with the rows', async () => {
    const { session, ranking } = await ranked()
    const totals = await written((sink) => session.writeTotals(3, sink))
    expect(totals).toContain('rows_read,400\r\n')
    expect(totals).toContain('rows_flagged,3\r\n')
    expect(totals).not.toContain('decision')
    const log = { head: 'ab'.repeat(32), entries: 4 }
    const decided = await written((sink) => session.writeTotals(3, sink, log))
    expect(decided).toBe(`${totals}decision_log_entries,4\r\ndecision_log_head,${log.head}\r\n`)
    expect(totals).toContain(`amount_flagged,${90_017 + 90_240 + 90_391}\r\n`)
    expect(ranking.amountAlong?.[399]).toBeCloseTo(session.dataset.summary.amountTotal ?? NaN, 6)
  })

  it('has the same result again from its saved settings', async () => {
    const { session, ranking } = await ranked()
    const settings = parseSettings(JSON.stringify(session.settings({ by: 'rows', rows: 3 })))
    const { dialect, columns, seed, detector, params } = settings
    const host = testHost()
    const again = await Session.open(
      textSource(payments()),
      { dialect, columns, seed },
      createInlineRunner(),
      host,
    )
    expect((await again.detect({ detector, params, seed }, host)).scores).toEqual(ranking.scores)
    expect(await again.resolveCut(settings.cut)).toMatchObject({ cut: 3 })
  })

  it('sorts flagged rows by a column in both directions', async () => {
    const { session, host, ranking } = await ranked()
    const top = ranking.order.subarray(0, 3)
    expect([...(await session.sortRows(top, 2, false, host))]).toEqual(PLANTED)
    expect([...(await session.sortRows(top, 0, true, host))]).toEqual([...PLANTED].reverse())
  })

  it('keeps the open file when reading it again fails', async () => {
    const { session, ranking } = await ranked()
    const stopped = { ...testHost(), breathe: () => Promise.reject(new Error('stop')) }
    await expect(session.reopen({}, stopped)).rejects.toThrow('stop')
    expect(session.rows(Uint32Array.of(0))[0]?.cells[2]).toBeTypeOf('number')
    expect(await session.resolveCut({ by: 'rows', rows: 2 })).toMatchObject({ cut: 2 })
    expect(ranking.order).toHaveLength(400)
  })

  it('names what is wrong: rows, features, detectors, settings', async () => {
    const host = testHost()
    const empty = await Session.open(textSource('a,b\n'), {}, createInlineRunner(), host)
    await expect(empty.detect(REQUEST, host)).rejects.toMatchObject({ code: 'no-rows' })
    const { session } = await ranked()
    await expect(session.detect({ ...REQUEST, detector: 'x' }, host)).rejects.toMatchObject({
      code: 'unknown-detector',
    })
    await expect(session.detect({ ...REQUEST, features: ['x'] }, host)).rejects.toMatchObject({
      code: 'unknown-feature',
    })
    expect(() => session.rows(Uint32Array.of(400))).toThrow(/no row 401/)
    expect(() => parseSettings('{')).toThrow(/not JSON/)
    expect(() => parseSettings('{"flagstone":1}')).toThrow(/settings file/)
  })

  it('answers questions from all rows, and at once from a sample of many', async () => {
    const { session, host } = await ranked()
    const request = { column: 2, spec: { kind: 'auto', maxBins: 20 } } as const
    const { counts, bins } = await session.ask('binned', request, false, host)
    expect(counts.reduce((a, b) => a + b, 0)).toBe(400)
    expect(bins).toHaveLength(400)
    const many = `Amount\n${Array.from({ length: 50_000 }, (_, row) => row % 977).join('\n')}`
    const large = await Session.open(textSource(many), {}, createInlineRunner(), host)
    const ofAll = { column: 0, spec: request.spec }
    expect((await large.ask('binned', ofAll, true, host)).bins).toHaveLength(20_000)
    expect((await large.ask('binned', ofAll, false, host)).bins).toHaveLength(50_000)
    await expect(large.ask('binned', { ...ofAll, column: 4 }, true, host)).rejects.toThrow(/no column 5/)
  })

  it('selects rows by clauses, with a search in the cells as they are in the file', async () => {
    const { session, host } = await ranked()
    const found = await session.select(
      [
        { id: 1, source: 'search', predicate: { kind: 'text', text: 'A, "B"' } },
        { id: 2, source: null, predicate: { kind: 'range', column: 2, low: 1000, high: Infinity } },
      ],
      host,
    )
    expect(found.count).toBe(1)
    expect(found.all[240]).toBe(1)
    const mask = found.without[0]?.mask ?? new Uint8Array()
    expect([...mask.keys()].filter((row) => mask[row] === 1)).toEqual(PLANTED)
  })

  it('finds a number that was copied from the page, with its minus sign', async () => {
    const lines = ['a,b', '-12.5,x', '12.5,y', '3,−12.5']
    const session = await Session.open(textSource(lines.join('\n')), {}, createInlineRunner(), testHost())
    const rowsWith = async (text: string) => {
      const clause = { id: text.charCodeAt(0), source: null, predicate: { kind: 'text', text } as const }
      return [...(await session.select([clause], testHost())).all]
    }
    expect(await rowsWith('−12.5')).toEqual([1, 0, 1])
    expect(await rowsWith('-12.5')).toEqual([1, 0, 0])
  })

  it('looks again for rows by their score after another run', async () => {
    const { session, host, ranking } = await ranked()
    const clause = {
      id: 9,
      source: null,
      predicate: { kind: 'score', low: ranking.scores[ranking.order[2]!]!, high: 100 } as const,
    }
    const before = await session.select([clause], host)
    expect(before.count).toBeGreaterThanOrEqual(3)
    const other = await session.detect({ detector: 'mean-sd', params: {}, seed: 1 }, host)
    const after = await session.select([clause], host)
    expect(after.count).toBe(other.scores.filter((s) => s >= clause.predicate.low && s <= 100).length)
  })

  it('writes chosen rows verbatim in the order given', async () => {
    const { session, host, ranking } = await ranked()
    const rows = Uint32Array.of(240, 3, 17)
    const text = await written((sink) => session.exportRows(rows, 'csv', context(3), true, host, sink))
    const lines = text.split('\r\n')
    const rankOf = (row: number) => ranking.order.indexOf(row) + 1
    expect(lines[0]).toBe('rank,score,flagged,reasons,Payment id,Date,Amount,Note')
    expect(lines.slice(1, 4).map((line) => line.split(',')[0])).toEqual(
      [240, 3, 17].map((row) => String(rankOf(row))),
    )
    expect(lines[1]).toMatch(/,000240,2024-03-17,90240\.00,"a, ""b"""$/)
    expect(lines[2]).toMatch(/^\d+,\d+\.\d+,0,.*,000003,/)
    expect(lines[3]).toMatch(/,'=1\+1$/)
    const none = await written((sink) =>
      session.exportRows(new Uint32Array(), 'csv', context(3), true, host, sink),
    )
    expect(none.trim().split('\r\n')).toHaveLength(1)
  })
})
