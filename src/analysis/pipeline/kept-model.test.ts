import { describe, expect, it } from 'vitest'
import type { DetectorParams } from '../detectors/detector.ts'
import { detectors } from '../detectors/registry.ts'
import { createInlineRunner } from './inline-runner.ts'
import type { Runner } from './host.ts'
import type { DetectRequest } from './results.ts'
import { Session } from './session.ts'
import { testHost, textSource } from './testing.ts'

const host = testHost()

/** 300 payments of two kinds, three of them odd. */
function payments(last = '12.5'): string {
  const lines = ['id,Amount,Fee,Kind']
  for (let i = 0; i < 300; i++) {
    const odd = i % 100 === 40
    const amount = odd ? 9000 + i : 20 + ((i * 37) % 91) + (i % 7) / 8
    lines.push(`T${i},${amount},${(i * 13) % 11},${odd ? 'cash' : i % 3 === 0 ? 'card' : 'transfer'}`)
  }
  return `${lines.join('\n')}\nT300,${last},3,card\n`
}

/** A visit: what is fitted in it is noted. */
async function visit(text = payments()) {
  const inline = createInlineRunner()
  const fitted: string[] = []
  const runner: Runner = {
    ...inline,
    fit(job, tell) {
      fitted.push(job.detector)
      return inline.fit(job, tell)
    },
  }
  return { session: await Session.open(textSource(text), {}, runner, host), fitted }
}

const FOREST: DetectRequest = { detector: 'iforest', params: { trees: 20 }, seed: 7 }

/** The bytes of a first visit's model. */
async function keptFrom(request: DetectRequest, text?: string) {
  const { session } = await visit(text)
  const ranking = await session.detect(request, host)
  return { ranking, bytes: (await session.packModel('one', host))! }
}

describe('a kept model', () => {
  it.each(detectors)('of $info.id gives the scores of a fit to the bit', async ({ info, defaults }) => {
    const params: DetectorParams = 'trees' in defaults ? { trees: 10 } : {}
    const request = { detector: info.id, params, seed: 3 }
    const { ranking, bytes } = await keptFrom(request)
    const { session, fitted } = await visit()
    const again = await session.detect(request, host, { bytes, stamp: 'one' })
    expect(fitted).toEqual([])
    expect(again).toEqual({ ...ranking, timingsMs: again.timingsMs, fittedBefore: true })
    expect(new Uint32Array(again.scores.buffer)).toEqual(new Uint32Array(ranking.scores.buffer))
    const row = ranking.order[0]!
    const details = await session.details(row, host)
    expect(details.reasons.length).toBeGreaterThan(0)
  })

  it.each([
    ['another seed', { ...FOREST, seed: 8 }],
    ['other parameters', { ...FOREST, params: { trees: 21 } }],
    ['another detector', { detector: 'iqr', params: {}, seed: 7 }],
    ['other features', { ...FOREST, features: ['Amount'] }],
    ['another preprocessing', { ...FOREST, preprocessing: { scale: 'robust' } }],
    ['other rows to fit on', { ...FOREST, preprocessing: { fitOn: { by: 'share', share: 0.5 } } }],
  ] satisfies [string, DetectRequest][])('is not used for %s', async (_, request) => {
    const { bytes } = await keptFrom(FOREST)
    const { session, fitted } = await visit()
    const ranking = await session.detect(request, host, { bytes, stamp: 'one' })
    expect(fitted).toEqual([request.detector])
    expect(ranking.fittedBefore).toBeUndefined()
    const { session: fresh } = await visit()
    expect(ranking.scores).toEqual((await fresh.detect(request, host)).scores)
  })

  it('is used where the same is said in another order', async () => {
    const params = { trees: 20, sampleSize: 64 }
    const { bytes } = await keptFrom({ ...FOREST, params })
    const { session, fitted } = await visit()
    await session.detect({ ...FOREST, params: { sampleSize: 64, trees: 20 } }, host, { bytes, stamp: 'one' })
    expect(fitted).toEqual([])
  })

  it('is not used on a file with one other cell, nor under another stamp', async () => {
    const { bytes } = await keptFrom(FOREST)
    const other = await visit(payments('12.75'))
    await other.session.detect(FOREST, host, { bytes: bytes.slice(), stamp: 'one' })
    expect(other.fitted).toEqual(['iforest'])
    const later = await visit()
    await later.session.detect(FOREST, host, { bytes, stamp: 'two' })
    expect(later.fitted).toEqual(['iforest'])
  })

  it('that is damaged is fitted anew without a word', async () => {
    const { bytes, ranking } = await keptFrom(FOREST)
    const damaged = [
      bytes.slice(0, 10),
      bytes.slice(0, -40),
      bytes.map((byte, i) => (i === bytes.length - 400 ? (byte === 65 ? 66 : 65) : byte)),
      new Uint8Array(),
    ]
    for (const broken of damaged) {
      const { session, fitted } = await visit()
      const again = await session.detect(FOREST, host, { bytes: broken, stamp: 'one' })
      expect(fitted).toEqual(['iforest'])
      expect(again.scores).toEqual(ranking.scores)
    }
  })
})
