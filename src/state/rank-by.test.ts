import { beforeEach, describe, expect, it } from 'vitest'
import { openInput } from './actions/opening.ts'
import { initialState } from './app-state.ts'
import { setEngine } from './engine.ts'
import { fakeEngine, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { isRankedBy, rankBy, type RankingChoice } from './rank-by.ts'
import { appStore } from './store.ts'

const state = appStore.getState
const CHOICE: RankingChoice = {
  detector: 'modified-z',
  params: { column: 'amount', transform: 'log' },
  cut: { by: 'score', score: 0.6 },
}

beforeEach(() => appStore.setState(initialState, true))

describe('ranking by a test', () => {
  it('sets detector, parameters and cut together, and knows that it is so', async () => {
    const engine = fakeEngine()
    setEngine(engine)
    await openInput({ kind: 'text', name: 'orders.csv', text: 'a,b\n1,2\n' })
    expect(isRankedBy(state(), CHOICE)).toBe(false)
    await rankBy({ ...CHOICE, needs: ['amount'] })
    expect(engine.calls.at(-1).args[0]).toEqual({ detector: 'modified-z', params: CHOICE.params, seed: 1 })
    expect(state()).toMatchObject({ cut: 4, cutIsDefault: false, features: null })
    expect(isRankedBy(state(), CHOICE)).toBe(true)
    expect(isRankedBy(state(), { ...CHOICE, cut: { by: 'score', score: 0.5 } })).toBe(false)
  })

  it('adds the column to the features where it is none, or takes the very features of the test', async () => {
    const engine = fakeEngine()
    setEngine(engine)
    await openInput({ kind: 'text', name: 'orders.csv', text: 'a,b\n1,2\n' })
    await rankBy({ ...CHOICE, needs: ['id'] })
    expect(engine.calls.at(-1).args[0]).toMatchObject({ features: ['amount', 'fee', 'id'] })
    await rankBy({ ...CHOICE, features: ['fee'] })
    expect(engine.calls.at(-1).args[0]).toMatchObject({ features: ['fee'] })
  })

  it('goes back to what was before when the test cannot rank this file', async () => {
    setEngine(
      fakeEngine({
        detect: ({ detector }) =>
          Promise.resolve(
            detector === 'modified-z'
              ? {
                  ok: false,
                  error: { code: 'outside-domain', message: 'amount has values down to 0.', facts: {} },
                }
              : { ok: true, value: rankingOf(SCORES) },
          ),
      }),
    )
    await openInput({ kind: 'text', name: 'orders.csv', text: 'a,b\n1,2\n' })
    await rankBy(CHOICE)
    expect(state()).toMatchObject({ detector: 'auto', params: {}, cut: 2 })
    expect(state().error?.message).toContain('down to 0')
  })
})
