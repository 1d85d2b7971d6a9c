import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsSchema } from '../state/settings-file.ts'
import { hasLink, linkText, readLink, type Shared } from './share-link.ts'

const SHARED: Shared = {
  settings: {
    flagstone: 1,
    dialect: { delimiter: ';' },
    columns: { Amount: { role: 'amount' } },
    detector: 'iforest',
    params: { trees: 200 },
    seed: 7,
    cut: { by: 'share', share: 0.02 },
  },
  view: {
    screen: 'explore',
    explore: { section: 'pair', column: null, x: 'Amount', y: 'Day' },
    evaluate: 'labels',
    tab: 'groups',
    flaggedOnly: true,
  },
}

describe('a link', () => {
  it('brings settings and view back', async () => {
    const hash = `#${await linkText(SHARED)}`
    expect(hasLink(hash)).toBe(true)
    expect(hash).toMatch(/^#view=[A-Za-z0-9_-]+$/)
    expect(await readLink(hash, settingsSchema)).toEqual(SHARED)
  })

  it('that is damaged is nothing, and never an exception', async () => {
    const hash = `#${await linkText(SHARED)}`
    expect(await readLink(hash.slice(0, -5), settingsSchema)).toBeNull()
    expect(await readLink('#view=', settingsSchema)).toBeNull()
    expect(await readLink('#other', settingsSchema)).toBeNull()
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: hash.length - 8 }),
        fc.string({ minLength: 1, maxLength: 9 }),
        async (at, put) => {
          const read = await readLink(hash.slice(0, 6 + at) + put + hash.slice(7 + at), settingsSchema)
          if (read !== null) expect(await readLink(`#${await linkText(read)}`, settingsSchema)).toEqual(read)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('that would unpack to very much is refused', async () => {
    const large = { ...SHARED, settings: { ...SHARED.settings, detector: 'x'.repeat(5_000_000) } }
    expect(await readLink(`#${await linkText(large)}`, settingsSchema)).toBeNull()
  })
})
