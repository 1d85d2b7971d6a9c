import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { nextEntry, type LogAction, type LogEntry } from '../analysis/decisions/decision-log.ts'
import type { Settings } from '../analysis/settings.ts'
import { readSessionFile, sessionFile } from './session-file.ts'
import type { WholeSession } from './session-record.ts'

const SHA = 'ab'.repeat(32)
const DATA = new Blob(['id,amount\n1,2\n'])

const settings: v.GenericSchema<unknown, Settings> = v.object({
  flagstone: v.literal(1),
  dialect: v.object({}),
  columns: v.record(v.string(), v.object({})),
  detector: v.string(),
  params: v.record(v.string(), v.number()),
  seed: v.number(),
  cut: v.object({ by: v.literal('auto') }),
})

function logOf(...actions: readonly LogAction[]): LogEntry[] {
  const log: LogEntry[] = []
  for (const action of actions) log.push(nextEntry(log, action, 1_700_000_000_000 + log.length, 'me'))
  return log
}

const SESSION: WholeSession = {
  record: {
    version: 1,
    id: '0123456789abcdef',
    name: 'March',
    createdAt: 1_700_000_000_000,
    savedAt: 1_700_000_000_001,
    file: {
      name: 'payments.csv',
      bytes: DATA.size,
      sha256: SHA,
      kind: 'file',
      rows: 6,
      columns: ['id', 'amount'],
      kept: null,
    },
    settings: {
      flagstone: 1,
      dialect: {},
      columns: {},
      detector: 'auto',
      params: {},
      seed: 1,
      cut: { by: 'auto' },
    },
    view: {
      screen: 'review',
      explore: { section: 'column', column: 'amount', x: null, y: null },
      evaluate: 'labels',
      tab: 'flagged',
      selectedRow: 2,
      flaggedOnly: false,
      rowsShown: false,
      clauses: [
        {
          source: null,
          label: null,
          condition: { kind: 'all', of: [{ kind: 'values', column: 'id', values: ['1'] }] },
        },
        { source: 'scores', label: null, condition: { kind: 'score', low: 1.5 } },
      ],
    },
    anchors: { rows: [2], lines: [4], keys: [{ column: 'id', values: ['3'] }] },
    reviewer: 'me',
    reasonCodes: ['Duplicate'],
    progress: { decided: 1, decidedFlagged: 1, flagged: 2 },
  },
  log: logOf(
    { kind: 'file', name: 'payments.csv', bytes: DATA.size, rows: 6, sha256: SHA },
    { kind: 'decide', rows: [2], label: 'anomaly', note: 'näher\n„ansehen“' },
    { kind: 'undo', of: 1 },
    { kind: 'redo', of: 1 },
    { kind: 'renumber', lines: [4], from: [2], to: [3] },
  ),
}

const read = (text: string | Blob) =>
  readSessionFile(text instanceof Blob ? text : new Blob([text]), settings)
const plain = () => sessionFile(SESSION, null).text()
/** The file with one part of its line of JSON replaced. */
async function changed(find: string, replace: string) {
  const text = await plain()
  expect(text).toContain(find)
  return read(text.replace(find, replace))
}

describe('a session as a file', () => {
  it('comes back as it was, without its data and with them', async () => {
    expect(await read(sessionFile(SESSION, null))).toEqual({ ok: true, session: SESSION, data: null })
    const whole = await read(sessionFile(SESSION, DATA))
    expect(whole).toMatchObject({ ok: true, session: SESSION })
    expect(await (whole.ok ? whole.data : null)?.text()).toBe(await DATA.text())
  })

  it('says what is wrong with one that is damaged', async () => {
    expect(await read('')).toMatchObject({ ok: false })
    expect(await read('id,amount\n1,2\n')).toEqual({
      ok: false,
      why: 'its first line is not JSON, or was cut off',
    })
    expect(await read('{"a":1}\n')).toEqual({ ok: false, why: 'it is not a session' })
    expect(await changed('"version":1,"dataBytes"', '"version":2,"dataBytes"')).toMatchObject({
      why: 'it is of version 2, and this page reads version 1',
    })
    expect(await changed('"label":"anomaly"', '"label":"unsure"')).toMatchObject({
      why: 'the chain of the decision log is broken',
    })
    expect(await changed('"seed":1', '"seed":"1"')).toMatchObject({
      why: 'its entry session.settings.seed is not usable',
    })
    expect(await changed('"rows":[2],"lines"', '"rows":[1e300],"lines"')).toMatchObject({ ok: false })
    expect(await changed('"rows":[2],"lines"', '"rows":[2,3],"lines"')).toMatchObject({ why: 'lists differ' })
    expect(await changed('"columns":{}', '"columns":{"__proto__":{"role":"id"}}')).toMatchObject({
      ok: false,
    })
    expect(await changed('"name":"March"', '"name":"March","extra":1')).toMatchObject({ ok: false })
    expect(await changed(`"sha256":"${SHA}","kind"`, `"sha256":"${'cd'.repeat(32)}","kind"`)).toMatchObject({
      why: 'its decision log belongs to another file',
    })
  })

  it('refuses data that were cut off or added to', async () => {
    const whole = sessionFile(SESSION, DATA)
    expect(await read(whole.slice(0, whole.size - 1))).toMatchObject({ ok: false })
    expect(await read(new Blob([whole, 'x']))).toMatchObject({ ok: false })
  })

  it('never throws, and takes nothing but what it wrote, whatever is changed', async () => {
    const text = await plain()
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 2 }),
        fc.nat({ max: 40 }),
        fc.oneof(fc.string({ maxLength: 20 }), fc.json({ maxDepth: 2 })),
        async (at, length, put) => {
          const result = await read(text.slice(0, at) + put + text.slice(at + length))
          if (!result.ok) {
            expect(result.why).not.toBe('')
            return
          }
          // What is still usable has a log that holds and the same shape.
          expect(result.session.log.length).toBe(SESSION.log.length)
          expect(await read(sessionFile(result.session, null))).toMatchObject({ ok: true })
        },
      ),
      { numRuns: 400 },
    )
  })

  it('never throws on any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        expect((await read(`${json}\n`)).ok).toBe(false)
      }),
    )
  })
})
