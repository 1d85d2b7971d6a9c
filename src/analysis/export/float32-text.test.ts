import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float32Text } from './float32-text.ts'

describe('float32Text', () => {
  it('reads back as the same Float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) =>
        Object.is(Math.fround(Number(float32Text(value))), value + 0),
      ),
    )
  })

  it('is as short as can be', () => {
    expect(float32Text(Math.fround(0.1))).toBe('0.1')
    expect(float32Text(0.8230137825012207)).toBe('0.8230138')
    expect(float32Text(1)).toBe('1')
  })
})
