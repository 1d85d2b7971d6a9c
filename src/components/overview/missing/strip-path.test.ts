import { describe, expect, it } from 'vitest'
import { gapText } from './missing-text.ts'
import { blockOfRows, matrixPixels, stripPaths } from './strip-path.ts'

describe('strips of missing cells', () => {
  it('join blocks of one shade and leave out those without a gap', () => {
    const starts = Uint32Array.of(0, 10, 20, 30, 40)
    const [quarter, , , all] = stripPaths(Uint32Array.of(10, 10, 0, 1), starts)
    expect(all).toBe('M0 0h2v1h-2z')
    expect(quarter).toBe('M3 0h1v1h-1z')
    expect(stripPaths(new Uint32Array(4), starts).join('')).toBe('')
  })

  it('are read out block by block', () => {
    const answer = { counts: Uint32Array.of(0, 3, 5, 1), blockStarts: Uint32Array.of(0, 10, 20) }
    expect(gapText('Region', answer, 2)).toBe('Region, rows 1 to 10: 5 of 10 missing')
    expect(gapText('Region', answer, 3)).toBe('Region, rows 11 to 20: 1 of 10 missing')
  })

  it('know the block of every row', () => {
    expect([...blockOfRows(Uint32Array.of(0, 2, 5))]).toEqual([0, 0, 1, 1, 1])
    expect(blockOfRows(Uint32Array.of(0, 0))).toHaveLength(0)
  })

  it('become pixels that are the more opaque the more is missing', () => {
    const pixels = matrixPixels(Uint32Array.of(0, 5, 10, 1), Uint32Array.of(0, 10, 20), [1, 2, 3])
    expect([pixels[3], pixels[7], pixels[11], pixels[15]]).toEqual([0, 152, 255, 70])
    expect([...pixels.subarray(4, 7)]).toEqual([1, 2, 3])
  })
})
