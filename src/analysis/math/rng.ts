import type { Rng } from '../run-context.ts'

/**
 * A seeded generator: xoshiro128** (Blackman & Vigna 2021) whose state is filled by splitmix32.
 * Integer arithmetic only, so equal seeds give equal sequences on every engine.
 *
 * @param seed any finite number; integers up to ±2⁵³ all give different generators
 * @returns a generator; `fork` derives independent ones without advancing it
 */
export function createRng(seed: number): Rng {
  const whole = Number.isFinite(seed) ? Math.floor(seed) : 0
  const low = whole >>> 0
  const high = Math.floor(whole / TWO_32) >>> 0
  return fromKey(mix(low ^ 0x243f6a88), mix(high ^ 0x85a308d3 ^ mix(low)))
}

const TWO_32 = 4294967296

/** A generator is fully named by its 64-bit key: that is what makes `fork` a pure function. */
function fromKey(keyA: number, keyB: number): Rng {
  let s0 = mix(keyA + 0x9e3779b9)
  let s1 = mix(keyB + 0x3c6ef372)
  let s2 = mix(keyA ^ rotl(keyB, 13) ^ 0xdaa66d2b)
  // One odd word: xoshiro must never start from all zeros.
  let s3 = mix(keyB ^ rotl(keyA, 7) ^ 0x78dde6e4) | 1

  function uint32(): number {
    const result = Math.imul(rotl(Math.imul(s1, 5), 7), 9) >>> 0
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotl(s3, 11)
    return result
  }

  return {
    next() {
      const high = uint32() >>> 5
      const low = uint32() >>> 6
      return (high * 67108864 + low) / 9007199254740992
    },
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > TWO_32) {
        throw new RangeError(`below(bound) takes an integer from 1 to 2^32, not ${bound}`)
      }
      // Draws from the incomplete last run of `bound` values are thrown away: no modulo bias.
      const limit = TWO_32 - (TWO_32 % bound)
      for (;;) {
        const draw = uint32()
        if (draw < limit) return draw % bound
      }
    },
    fork(stream) {
      const low = stream >>> 0
      const high = Math.floor(stream / TWO_32) >>> 0
      const a = mix(keyA ^ mix(low + 0xb7e15162))
      const b = mix(keyB + mix(a ^ mix(high + 0x8aed2a6a)))
      return fromKey(a, b)
    },
  }
}

/** The finaliser of splitmix32: a bijection of 32-bit words with full avalanche. */
function mix(word: number): number {
  let z = word | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}

function rotl(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
