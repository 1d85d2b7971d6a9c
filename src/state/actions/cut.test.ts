import { beforeEach, describe, expect, it, vi } from 'vitest'
import { initialState } from '../app-state.ts'
import { appStore, subscribeCut } from '../store.ts'
import { INPUT, settle, state, use } from './actions.test-support.ts'
import { resetCut, setCut, setCutByScore, setCutByShare, upcomingCut } from './cut.ts'
import { setDetector, setFeatures, setParams } from './detecting.ts'
import { openInput } from './opening.ts'

beforeEach(() => {
  appStore.setState(initialState, true)
})

describe('the cut', () => {
  it('moves once per frame, without the engine, and tells its listeners from and to', async () => {
    const engine = use()
    await openInput(INPUT)
    const asked = engine.calls.length
    const told = vi.fn()
    const stop = subscribeCut(told)
    setCut(1)
    setCut(5)
    setCut(4)
    expect(state().cut).toBe(2)
    expect(upcomingCut()).toBe(4)
    await settle()
    expect(told.mock.calls).toEqual([[4, 2]])
    expect(state()).toMatchObject({ cut: 4, cutIsDefault: false, cutChoice: { by: 'rows', rows: 4 } })
    expect(engine.calls).toHaveLength(asked)
    stop()
    setCut(0)
    await settle()
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('can be said as score, share or rows, within what there is', async () => {
    use()
    await openInput(INPUT)
    const after = async (act: () => void) => {
      act()
      await settle()
      return state().cut
    }
    expect(await after(() => setCutByScore(0.6))).toBe(4)
    expect(await after(() => setCutByScore(NaN))).toBe(4)
    expect(await after(() => setCutByShare(0.5))).toBe(3)
    expect(await after(() => setCutByShare(7))).toBe(6)
    expect(await after(() => setCut(-3))).toBe(0)
    expect(await after(() => setCut(99))).toBe(6)
    expect(await after(resetCut)).toBe(2)
    expect(state().cutIsDefault).toBe(true)
  })

  it('is not told across rankings: a view of the new one counts afresh', async () => {
    use()
    await openInput(INPUT)
    const told = vi.fn()
    const stop = subscribeCut(told)
    await setParams({ trees: 3 })
    stop()
    expect(told).not.toHaveBeenCalled()
  })

  it('holds for the next run; a score does not hold for another detector', async () => {
    use()
    await openInput(INPUT)
    setCut(4)
    await settle()
    await setFeatures(['fee'])
    expect(state()).toMatchObject({ cut: 4, cutIsDefault: false })
    setCutByScore(0.45)
    await settle()
    await setDetector('mean-sd')
    expect(state()).toMatchObject({ cut: 2, cutIsDefault: true })
  })
})
