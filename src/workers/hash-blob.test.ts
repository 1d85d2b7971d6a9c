import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBlob } from './hash-blob.ts'

const reference = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the hash of a file', () => {
  it('is SHA-256, at once and in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        const blob = new Blob([Uint8Array.from(bytes)])
        expect(await hashBlob(blob)).toBe(reference(bytes))
        expect(await hashBlob(blob, -1)).toBe(reference(bytes))
      }),
      { numRuns: 30 },
    )
  })

  it('is the same for a file of several pieces, whose last one is short', async () => {
    const bytes = Uint8Array.from({ length: 9 * 2 ** 20 + 17 }, (_, i) => (i * 31 + (i >> 12)) & 255)
    expect(await hashBlob(new Blob([bytes]), 0)).toBe(reference(bytes))
  })

  it('is that of the UTF-8 bytes of a text', async () => {
    const text = 'Ort,Betrag\nKöln,1 €\n'
    expect(await hashBlob(new Blob([text]))).toBe(reference(new TextEncoder().encode(text)))
  })
})
