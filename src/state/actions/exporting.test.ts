import { beforeEach, describe, expect, it, vi } from 'vitest'
import { initialState } from '../app-state.ts'
import { saveBlob } from '../download.ts'
import { appStore } from '../store.ts'
import { INPUT, settle, state, use } from './actions.test-support.ts'
import { setCut, setCutByShare } from './cut.ts'
import { setReview } from './deciding.ts'
import { exportFlagged, saveControlTotals, setNeutraliseFormulas } from './exporting.ts'
import { openInput } from './opening.ts'
import { saveSettings } from './settings.ts'

vi.mock('../download.ts', () => ({ saveBlob: vi.fn() }))

beforeEach(() => {
  appStore.setState(initialState, true)
  vi.mocked(saveBlob).mockClear()
})

const HASH = 'ab'.repeat(32)

describe('writing', () => {
  it('exports at the cut that is on its way, and says what was written', async () => {
    const engine = use()
    await openInput(INPUT)
    setCut(4)
    setReview({ fileHash: HASH })
    setNeutraliseFormulas(false)
    await exportFlagged()
    expect(engine.calls.find(({ name }) => name === 'exportRows')?.args[0]).toMatchObject({
      what: 'flagged',
      format: 'csv',
      neutraliseFormulas: false,
      context: { sha256: HASH, cut: 4, cutChoice: { by: 'rows', rows: 4 }, log: null },
    })
    expect(saveBlob).toHaveBeenCalledWith(expect.anything(), 'orders.flagged.csv')
    expect(state().notice).toMatch(/4 rows written to orders\.flagged\.csv/)
  })

  it('saves the settings with the way the cut was chosen, and the control totals', async () => {
    use()
    await openInput(INPUT)
    setCutByShare(0.5)
    await settle()
    await saveSettings()
    const [blob, name] = vi.mocked(saveBlob).mock.calls[0]!
    expect(name).toBe('orders.settings.json')
    expect(JSON.parse(await blob.text())).toMatchObject({ cut: { by: 'share', share: 0.5 } })
    saveControlTotals()
    const [totals, totalsName] = vi.mocked(saveBlob).mock.calls[1]!
    expect(totalsName).toBe('orders.control-totals.csv')
    expect(await totals.text()).toContain('rows flagged,3')
  })
})
