import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors.ts'
import type { Detector } from '../detector.ts'
import { ecod } from '../density/ecod.ts'
import { hbos } from '../density/hbos.ts'
import { isolationForest } from '../forests/isolation-forest.ts'
import { InvalidModelError } from '../model-record.ts'
import { mahalanobis } from '../statistical/mahalanobis.ts'
import { normalMatrix, quietRun, withValue } from '../test-data.ts'
import { createEnsemble, type EnsembleParams } from './ensemble.ts'
import { rankOf, referenceOf, standardScoreOf } from './reference-scores.ts'

const candidates: readonly Detector[] = [isolationForest, hbos, ecod, mahalanobis]
const ensemble = createEnsemble(candidates)
const x = normalMatrix(200, 4)
const fit = (params: Partial<EnsembleParams> = {}, on = x, of = ensemble) =>
  of.fit(on, { ...of.defaults, ...params }, quietRun(1))
const scores = (params: Partial<EnsembleParams> = {}) => ensemble.score(fit(params), x, quietRun(1))

describe('ensemble', () => {
  it('names what is wrong with its members', () => {
    expect(() => fit({ members: ' , ' })).toThrow(/at least one/)
    expect(() => fit({ members: 'iforest,hbso' })).toThrow(/hbso.*hbos/)
    for (const id of ['ensemble', 'auto']) {
      expect(() => fit({ members: `hbos,${id}` })).toThrow(UsageError)
      expect(() => fit({ members: `hbos,${id}` })).toThrow(/cannot be a member/)
    }
  })

  it('does not mind the order of its members, and counts each once', () => {
    expect(scores({ members: 'ecod, hbos,iforest' })).toEqual(scores({ members: 'iforest,hbos,ecod,hbos' }))
  })

  it('orders rows as its only member does', () => {
    const model = hbos.fit(x, hbos.defaults, quietRun(1))
    const own = hbos.score(model, x, quietRun(1))
    for (const combination of ['rank', 'standardised', 'maximum']) {
      const alone = scores({ members: 'hbos', combination })
      const order = Array.from(own.keys()).sort((a, b) => own[a]! - own[b]!)
      for (let i = 1; i < order.length; i++) {
        const [a, b] = [order[i - 1]!, order[i]!]
        if (own[a] === own[b]) expect(alone[a]).toBe(alone[b])
        else expect(alone[b]).toBeGreaterThan(alone[a]!)
      }
    }
  })

  it('averages mean ranks', () => {
    const own = ['hbos', 'ecod'].map((members) => scores({ members, combination: 'rank' }))
    const both = scores({ members: 'hbos,ecod', combination: 'rank' })
    for (const [row, score] of both.entries())
      expect(score).toBeCloseTo((own[0]![row]! + own[1]![row]!) / 2, 6)
    expect(own[0]!.reduce((sum, rank) => sum + rank, 0) / 200).toBeCloseTo(0.5, 6)
  })

  it('keeps the order of rows that lie beyond all fitted ones', () => {
    const model = fit({ members: 'mahalanobis', combination: 'rank' })
    const far = [20, 60, 1e4, 1e8].map((value) => withValue(x, 0, 0, value))
    const beyond = far.map((rows) => ensemble.score(model, rows, quietRun(1))[0]!)
    expect(Math.max(...ensemble.score(model, x, quietRun(1)))).toBeLessThan(beyond[0]!)
    for (let i = 1; i < beyond.length; i++) expect(beyond[i]).toBeGreaterThanOrEqual(beyond[i - 1]!)
  })

  it('goes on without a member that refuses the data, and says so; without all it stops', () => {
    const picky: Detector = {
      ...(hbos as Detector),
      info: { ...hbos.info, id: 'picky', name: 'Picky' },
      fit: () => {
        throw new UsageError('too-many-rows', 'Picky takes at most 5 rows.')
      },
    }
    const mixed = createEnsemble([...candidates, picky])
    const model = fit({ members: 'picky,hbos' }, x, mixed)
    expect(mixed.score(model, x, quietRun(1))).toEqual(scores({ members: 'hbos' }))
    expect(mixed.notes!(model, x).join(' ')).toMatch(
      /One detector took part.*Picky took no part.*at most 5 rows/,
    )
    expect(() => fit({ members: 'picky' }, x, mixed)).toThrow(/No detector of the ensemble.*at most 5/)
  })

  it('refuses a record whose member is damaged', () => {
    const record = structuredClone(ensemble.serialize(fit()))
    const members = record['members'] as Record<string, unknown>[]
    for (const key of Object.keys(members[0]!)) {
      const damaged = { ...record, members: [{ ...members[0], [key]: '!' }, ...members.slice(1)] }
      expect(() => ensemble.deserialize(damaged)).toThrow(InvalidModelError)
    }
    expect(() => ensemble.deserialize({ ...record, members: [] })).toThrow(InvalidModelError)
  })
})

describe('reference scores', () => {
  it('rank and standard score never fall when a score rises', () => {
    const score = fc.float({ noNaN: true, min: -1e6, max: 1e6 })
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 60 }), score, score, (list, a, b) => {
        const reference = referenceOf(Float32Array.from(list), () => undefined)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(rankOf(reference, low)).toBeLessThanOrEqual(rankOf(reference, high))
        expect(standardScoreOf(reference, low)).toBeLessThanOrEqual(standardScoreOf(reference, high))
        expect(rankOf(reference, high)).toBeLessThan(1 + 1e-12)
        expect(rankOf(reference, low)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('gives ties their mean rank', () => {
    const reference = referenceOf(Float32Array.of(1, 2, 2, 2, 9), () => undefined)
    expect([1, 2, 9].map((score) => rankOf(reference, score))).toEqual([0.1, 0.5, 0.9])
  })
})
