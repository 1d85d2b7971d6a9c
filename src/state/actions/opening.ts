import type { OpenInput } from '../../workers/engine.api.ts'
import { initialState, type AppState } from '../app-state.ts'
import { getEngine } from '../engine.ts'
import { firstScreen } from '../first-screen.ts'
import { inputName } from '../input-name.ts'
import { keptReview } from '../review-state.ts'
import { keptSessions } from '../sessions-state.ts'
import { appStore } from '../store.ts'
import { dropCut } from './cut.ts'
import { read } from './reading.ts'
import { fromSettings } from './settings.ts'
import { begin, cancelWork, causeText, dropRun, fail, isCurrent, unexpected } from './work.ts'

const get = appStore.getState
const set = (patch: Partial<AppState>) => appStore.setState(patch)

/** Asks the engine what it offers; called once when the page starts. */
export async function loadCatalog(): Promise<void> {
  try {
    const [catalog, formats] = await Promise.all([getEngine().catalog(), getEngine().formats()])
    set({ catalog, formats })
  } catch (cause) {
    fail(unexpected(cause))
  }
}

/** Opens a file, or asks first when another one is being read. */
export async function openInput(input: OpenInput): Promise<void> {
  if (get().work?.kind === 'reading') {
    set({ waitingInput: input })
    return
  }
  await startOpening(input)
}

/** Asks whether this should take the place of what is open. */
export function askToOpen(input: OpenInput): void {
  set({ waitingInput: input })
}

/** The user's answer about the second file. */
export async function answerWaiting(openIt: boolean): Promise<void> {
  const input = get().waitingInput
  set({ waitingInput: null })
  if (!openIt || !input) return
  await cancelWork()
  await startOpening(input)
}

/** Opens a generated sample that is served beside the page: the only thing the page ever fetches. */
export async function openSample(sample: { readonly name: string; readonly file: string }): Promise<void> {
  const mine = begin('reading', `Opening ${sample.name}`)
  try {
    const response = await fetch(new URL(`sample-data/${sample.file}`, document.baseURI))
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`)
    const file = new File([await response.blob()], sample.file, { type: 'text/csv' })
    if (!isCurrent(mine)) return
    set({ work: null })
    await openInput({ kind: 'file', file })
  } catch (cause) {
    if (!isCurrent(mine)) return
    const message = `The sample ${sample.file} could not be read (${causeText(cause)}). Reload the page, or open a file of your own.`
    fail({ code: 'sample-unavailable', message, facts: { file: sample.file } })
  }
}

/** Opens a file with what was set, decided and looked at before. */
export async function openWith(input: OpenInput, kept: Partial<AppState>): Promise<void> {
  await cancelWork()
  await startOpening(input, kept)
}

/** Reads a uniform random sample of the file that was too large. */
export async function openAsSample(sampleRows: number): Promise<void> {
  const { input, dialect, columnChoices } = get()
  if (input) await startOpening(input, { sampleRows, dialect, columnChoices })
}

/** After the engine died: the same file again, with the same settings. */
export async function openAgain(): Promise<void> {
  const { input, dialect, columnChoices, sampleRows, detector, params, seed, features, cutChoice } = get()
  const { preprocessing, review, sessions } = get()
  if (input) {
    await startOpening(input, {
      review,
      sessions,
      dialect,
      columnChoices,
      sampleRows,
      detector,
      params,
      seed,
      features,
      preprocessing,
      cutChoice,
    })
  }
}

/** Forgets the file and everything derived from it. */
export async function closeFile(): Promise<void> {
  dropRun()
  dropCut()
  const busy = get().work !== null
  const { catalog, formats, review, sessions } = get()
  appStore.setState({
    ...initialState,
    catalog,
    formats,
    review: keptReview(review),
    sessions: keptSessions(sessions),
  })
  try {
    if (busy) await getEngine().cancel()
    await getEngine().close()
  } catch (cause) {
    fail(unexpected(cause))
  }
}

async function startOpening(input: OpenInput, kept: Partial<AppState> = {}): Promise<void> {
  const { catalog, formats, neutraliseFormulas, waitingSettings, dataset } = get()
  const settings = waitingSettings ? fromSettings(waitingSettings) : {}
  const review = keptReview(get().review)
  const sessions = keptSessions(get().sessions)
  appStore.setState({
    ...initialState,
    catalog,
    formats,
    neutraliseFormulas,
    review,
    sessions,
    input,
    screen: firstScreen(),
    ...settings,
    ...kept,
  })
  await read(`Reading ${inputName(input)}`, (options, onProgress) =>
    getEngine().open(input, options, onProgress),
  )
  const { error, dataset: opened } = get()
  if (!dataset || opened || !error || dataset.name === inputName(input)) return
  set({
    error: {
      ...error,
      message: `${error.message} ${dataset.name} was closed; open it again to go on with it.`,
    },
  })
}
