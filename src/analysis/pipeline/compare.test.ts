import { describe, expect, it } from 'vitest'
import { midRanks } from '../compare/mid-ranks.ts'
import { createRng } from '../math/rng.ts'
import { MOST_COMPARED } from './compared-runs.ts'
import type { Runner } from './host.ts'
import { createInlineRunner } from './inline-runner.ts'
import type { DetectRequest } from './results.ts'
import { Session } from './session.ts'
import { testHost, textSource } from './testing.ts'

/** 300 payments with a fee that follows the amount; one amount is far from the others. */
function payments(): string {
  const rng = createRng(8)
  const lines = ['Amount,Fee,Type']
  for (let row = 0; row < 300; row++) {
    const amount = row === 40 ? 9000 : 50 + 100 * rng.next() * rng.next()
    const fee = amount / 20 + rng.next()
    lines.push(`${amount.toFixed(2)},${fee.toFixed(2)},${row % 50 === 0 ? 'wire' : 'card'}`)
  }
  return lines.join('\n')
}

const FOREST: DetectRequest = { detector: 'iforest', params: { trees: 25 }, seed: 7 }
const FENCES: DetectRequest = { detector: 'iqr', params: {}, seed: 7 }
const host = testHost()

/** A session with a ranking, and how often a detector was fitted. */
async function ranked() {
  const inline = createInlineRunner()
  const fitted: string[] = []
  const runner: Runner = {
    ...inline,
    fit(job, tell) {
      fitted.push(job.detector)
      return inline.fit(job, tell)
    },
  }
  const session = await Session.open(textSource(payments()), {}, runner, host)
  return { session, fitted, ranking: await session.detect(FOREST, host) }
}

describe('a compared ranking', () => {
  it('is the detector’s own, and leaves the page’s as it is', async () => {
    const { session, ranking } = await ranked()
    const compared = await session.compare(FENCES, host)
    const alone = (await ranked()).session
    const wanted = await alone.detect(FENCES, host)
    expect(compared.order).toEqual(wanted.order)
    expect(compared.ranks).toEqual(midRanks(wanted.scores, wanted.order))
    expect(compared).toMatchObject({ request: FENCES, detector: 'iqr', params: wanted.params })
    const details = await session.details(ranking.order[0]!, host)
    expect(details).toMatchObject({ rank: 0, score: ranking.scores[ranking.order[0]!] })
  })

  it('says why a row ranks where it does', async () => {
    const { session } = await ranked()
    await session.compare(FENCES, host)
    const rows = Uint32Array.of(40, 3)
    const [first, second] = await session.comparedReasons(FENCES, rows, 1, host)
    expect(first).toMatchObject([{ name: 'Amount', value: '9,000' }])
    expect(second).toHaveLength(1)
    const own = await session.comparedReasons(FOREST, rows, 3, host)
    expect(own[0]).toEqual((await session.details(40, host)).reasons.slice(0, 3))
  })

  it('becomes the ranking without being made again, and the one before stays', async () => {
    const { session, fitted, ranking } = await ranked()
    const compared = await session.compare(FENCES, host)
    expect(fitted).toEqual(['iforest', 'iqr'])
    const now = await session.detect({ seed: 7, params: {}, detector: 'iqr' }, host)
    expect(now.order).toEqual(compared.order)
    expect(now.amountAlong).not.toBeNull()
    expect((await session.comparedReasons(FOREST, Uint32Array.of(40), 1, host))[0]).toHaveLength(1)
    const back = await session.detect(FOREST, host)
    expect(back).toEqual(ranking)
    expect(fitted).toEqual(['iforest', 'iqr'])
  })

  it('is forgotten when it is let go, with other features, and when the file is read again', async () => {
    const { session } = await ranked()
    const why = () => session.comparedReasons(FENCES, Uint32Array.of(1), 1, host)
    await session.compare(FENCES, host)
    session.forgetCompared(FENCES)
    await expect(why()).rejects.toThrow('not kept any more')
    await session.compare(FENCES, host)
    await session.detect({ ...FOREST, features: ['Amount'] }, host)
    await expect(why()).rejects.toThrow('not kept any more')
    await session.detect(FOREST, host)
    await session.compare(FENCES, host)
    await session.reopen({}, host)
    await session.detect(FOREST, host)
    await expect(why()).rejects.toThrow('not kept any more')
  })

  it('is one of so many', async () => {
    const { session } = await ranked()
    const requests = Array.from({ length: MOST_COMPARED + 1 }, (_, k) => ({
      ...FENCES,
      seed: 100 + k,
    }))
    for (const request of requests) await session.compare(request, host)
    const why = (request: DetectRequest) => session.comparedReasons(request, Uint32Array.of(1), 1, host)
    await expect(why(requests[0]!)).rejects.toThrow('not kept any more')
    expect(await why(requests.at(-1))).toHaveLength(1)
  })
})

describe('another seed', () => {
  it('gives the order that the detector has with it', async () => {
    const { session, ranking } = await ranked()
    expect(await session.orderWithSeed(7, 300, host)).toEqual(ranking.order)
    const other = await session.orderWithSeed(8, 10, host)
    const alone = (await ranked()).session
    expect(other).toEqual((await alone.detect({ ...FOREST, seed: 8 }, host)).order.slice(0, 10))
    expect((await session.details(ranking.order[0]!, host)).rank).toBe(0)
  })
})

describe('planted anomalies', () => {
  it('rank by the detector among the rows of the file, of every kind that can be planted', async () => {
    const { session, ranking } = await ranked()
    const before = ranking.scores.slice()
    const round = await session.plantRound({ perKind: 8, seed: 3 }, host)
    expect(round.kinds.map(({ kind }) => kind)).toEqual(['global', 'local', 'dependency', 'clustered'])
    expect(round.leftOut).toEqual([])
    for (const { above, groups } of round.kinds) {
      expect(above.length).toBe(8)
      expect(groups.length).toBe(8)
      expect(above.every((rows) => rows <= 300)).toBe(true)
    }
    // Values drawn evenly from a range of which one row fills nearly all lie far from the others.
    expect(Math.max(...round.kinds[0]!.above)).toBeLessThan(30)
    expect(await session.plantRound({ perKind: 8, seed: 3 }, host)).toEqual(round)
    expect(await session.plantRound({ perKind: 8, seed: 4 }, host)).not.toEqual(round)
    expect(ranking.scores).toEqual(before)
    expect(await session.detect(FOREST, host)).toEqual(ranking)
  })

  it('tell what cannot be planted', async () => {
    const { session } = await ranked()
    await session.detect({ ...FOREST, features: ['Type'] }, host)
    const round = await session.plantRound({ perKind: 4, seed: 1 }, host)
    expect(round.kinds.map(({ kind }) => kind)).toEqual(['global'])
    expect(round.leftOut.map(({ kind }) => kind)).toEqual(['local', 'dependency', 'clustered'])
  })
})
