import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { exp, exp2 } from './exponential.ts'
import { averagePathLength, harmonic } from './harmonic.ts'
import { log, log2 } from './logarithm.ts'
import { createRng } from './rng.ts'
import { cosineOfTurns, sineOfTurns } from './turns.ts'

/** Bits of f at .1, 1.7, .3333, 12.34 and 517.9: the same on every engine, for ever. */
const bits: readonly [string, (x: number) => number, readonly string[]][] = [
  [
    'exp2',
    exp2,
    ['3ff125fbee250664', '4009fdf8bcce533d', '3ff428847364069f', '40b44089fc7cc77c', '604ddb680117aa8e'],
  ],
  [
    'exp',
    exp,
    ['3ff1aec7b35a00d4', '4015e552770df8a6', '3ff6543cea34efeb', '410be9af9dcff5f0', '6ea205debff25945'],
  ],
  [
    'log',
    log,
    ['c0026bb1bbb55515', '3fe0fae81914a991', 'bff1945357904e47', '40041a4f0369f2d2', '4018ffc6e5e8051b'],
  ],
  [
    'log2',
    log2,
    ['c00a934f0979a371', '3fe87f42b972949d', 'bff95c98ec9c4f23', '400d008dd0782552', '4022087696503bd8'],
  ],
  [
    'sineOfTurns',
    sineOfTurns,
    ['3fe2cf2304755a5e', 'bfee6f0e134454ff', '3febb7567b2338c1', '3feb04bbff642e8b', 'bfe2cf2304755e6f'],
  ],
]

describe('deterministic functions', () => {
  it.each(bits)('%s gives the committed bits', (_, f, expected) => {
    expect([0.1, 1.7, 0.3333, 12.34, 517.9].map((x) => hexOf(f(x)))).toEqual(expected)
  })

  it.each([
    ['exp2', exp2, (x: number) => 2 ** x, -1000, 1000],
    ['exp', exp, Math.exp, -700, 700],
    ['log', log, Math.log, 1e-300, 3],
    ['log2', log2, Math.log2, 1e-300, 1e9],
  ] as const)('%s is within 2 ulp of the engine', (_, f, reference, from, to) => {
    const rng = createRng(1)
    for (let i = 0; i < 20000; i++) {
      const x = from + rng.next() * (to - from)
      expect(ulpsApart(f(x), reference(x))).toBeLessThanOrEqual(2)
    }
  })

  it('follows the edges', () => {
    expect([
      exp2(0),
      exp2(10),
      exp2(-1),
      exp2(-1074),
      exp2(-1075),
      exp2(1024),
      exp2(-Infinity),
      exp2(NaN),
    ]).toEqual([1, 1024, 0.5, 5e-324, 0, Infinity, 0, NaN])
    expect([exp(0), exp(-746), exp(710), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([
      1,
      0,
      Infinity,
      0,
      Infinity,
      NaN,
    ])
    expect([log(1), log(0), log(-1), log(Infinity), log(NaN)]).toEqual([0, -Infinity, NaN, Infinity, NaN])
    expect([log2(1), log2(8), log2(2 ** -1074), log2(0), log2(-0.5)]).toEqual([0, 3, -1074, -Infinity, NaN])
  })

  it('has sine and cosine of turns, exact at the quarters', () => {
    expect([0, 0.25, 0.5, 0.75, 1, -0.25].map((t) => sineOfTurns(t) + 0)).toEqual([0, 1, 0, -1, 0, -1])
    expect([0, 0.25, 0.5, 0.75].map((t) => cosineOfTurns(t) + 0)).toEqual([1, 0, -1, 0])
    for (let t = -1; t < 2; t += 0.0137) {
      expect(Math.abs(sineOfTurns(t) - Math.sin(2 * Math.PI * t))).toBeLessThan(2e-15)
      expect(Math.abs(cosineOfTurns(t) - Math.cos(2 * Math.PI * t))).toBeLessThan(2e-15)
    }
    expect(sineOfTurns(NaN)).toBeNaN()
    expect(sineOfTurns(Infinity)).toBeNaN()
  })

  it('has harmonic numbers and c(n)', () => {
    expect([harmonic(0), harmonic(1), harmonic(2)]).toEqual([0, 1, 1.5])
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1])
    expect(averagePathLength(3)).toBeCloseTo(5 / 3, 14)
    expect(() => harmonic(-1)).toThrow(RangeError)
    expect(() => harmonic(1.5)).toThrow(RangeError)
  })

  it('writes and reads base64', () => {
    const bytes = Uint8Array.from({ length: 20000 }, (_, i) => (i * 7919) >>> 3)
    for (const length of [0, 1, 2, 3, 4, 20000]) {
      const part = bytes.subarray(0, length)
      expect(encodeBase64(part)).toBe(Buffer.from(part).toString('base64'))
      expect(decodeBase64(encodeBase64(part))).toEqual(new Uint8Array(part))
    }
    for (const wrong of ['A', 'AA', 'AA=A', 'A*==', 'ÄÄÄÄ']) expect(decodeBase64(wrong)).toBeNull()
  })
})

function hexOf(x: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

function ulpsApart(a: number, b: number): number {
  if (a === b) return 0
  return Math.abs(a - b) / 2 ** (Math.floor(Math.log2(Math.abs(b))) - 52)
}
