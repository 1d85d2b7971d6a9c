import { resolveCut } from '../analysis/ranking/cut.ts'
import type { DetectorParams } from '../analysis/detectors/detector.ts'
import type { ErrorReport } from '../analysis/errors.ts'
import type { ColumnChoice, CutChoice, DialectChoice, Settings } from '../analysis/settings.ts'
import type {
  DatasetSummary,
  ExportRequest,
  OpenInput,
  OpenOptions,
  Progress,
  Ranking,
  Result,
} from '../workers/engine.api.ts'
import { initialState, type AppState, type Screen, type Work } from './app-state.ts'
import { controlTotalsCsv } from './control-totals-csv.ts'
import { saveBlob } from './download.ts'
import { listSelected } from './selected-rows.ts'
import { getEngine } from './engine.ts'
import { latestPerFrame } from './frame.ts'
import { memoryLimitBytes } from './memory-limit.ts'
import { noSelection } from './selection-state.ts'
import { appStore } from './store.ts'

/**
 * Everything the user can do, as functions over the store and the engine. Work carries a run
 * number: what comes back for an older run is dropped.
 */
let run = 0

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
    if (mine !== run) return
    set({ work: null })
    await openInput({ kind: 'file', file })
  } catch (cause) {
    if (mine !== run) return
    const message = `The sample ${sample.file} could not be read (${text(cause)}). Reload the page, or open a file of your own.`
    fail({ code: 'sample-unavailable', message, facts: { file: sample.file } })
  }
}

async function startOpening(input: OpenInput, kept: Partial<AppState> = {}): Promise<void> {
  const { catalog, formats, neutraliseFormulas, waitingSettings, dataset } = get()
  const settings = waitingSettings ? fromSettings(waitingSettings) : {}
  appStore.setState({ ...initialState, catalog, formats, neutraliseFormulas, input, ...settings, ...kept })
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

/** Reads a uniform random sample of the file that was too large. */
export async function openAsSample(sampleRows: number): Promise<void> {
  const { input, dialect, columnChoices } = get()
  if (input) await startOpening(input, { sampleRows, dialect, columnChoices })
}

/** After the engine died: the same file again, with the same settings. */
export async function openAgain(): Promise<void> {
  const { input, dialect, columnChoices, sampleRows, detector, params, seed, features, cutChoice } = get()
  if (input) {
    await startOpening(input, {
      dialect,
      columnChoices,
      sampleRows,
      detector,
      params,
      seed,
      features,
      cutChoice,
    })
  }
}

/** Forgets the file and everything derived from it. */
export async function closeFile(): Promise<void> {
  run++
  cuts.drop()
  const busy = get().work !== null
  const { catalog, formats } = get()
  appStore.setState({ ...initialState, catalog, formats })
  try {
    if (busy) await getEngine().cancel()
    await getEngine().close()
  } catch (cause) {
    fail(unexpected(cause))
  }
}

async function read(
  title: string,
  call: (options: OpenOptions, onProgress: (p: Progress) => void) => Promise<Result<DatasetSummary>>,
): Promise<boolean> {
  const mine = await beginAlone('reading', title)
  if (mine !== run) return false
  cuts.drop()
  set({ ...noSelection, ranking: null, cut: 0, selectedRow: null })
  const result = await attempt(call(openOptions(get()), onProgress(mine)))
  if (mine !== run) return false
  if (!result.ok) {
    fail(result.error)
    return false
  }
  set({ dataset: result.value, work: null })
  await detect()
  return true
}

/** Runs the chosen detector on the open file. */
export async function detect(): Promise<void> {
  const { dataset, detector, params, seed, features } = get()
  if (!dataset) return
  const mine = await beginAlone('detecting', 'Finding anomalies')
  if (mine !== run) return
  cuts.drop()
  set({ ranking: null, cut: 0, selectedRow: null })
  const request = { detector, params, seed, ...(features ? { features } : {}) }
  const result = await attempt(getEngine().detect(request, onProgress(mine)))
  if (mine !== run) return
  if (!result.ok) {
    fail(result.error)
    return
  }
  const ranking = result.value
  const choice = get().cutChoice
  const cut = cutOf(ranking, choice)
  // The most anomalous row is selected, so that its reasons are there without a click.
  set({ ranking, cut, cutIsDefault: choice.by === 'auto', selectedRow: ranking.order[0] ?? null, work: null })
}

function cutOf({ scores, order, defaultCut }: Ranking, choice: CutChoice): number {
  return resolveCut(choice, scores, order, defaultCut)
}

export async function setDetector(id: string): Promise<void> {
  if (id === get().detector) return
  const { detector, params, cutChoice, ranking } = get()
  // Scores of two detectors are not on one scale.
  set({ detector: id, params: {}, cutChoice: cutChoice.by === 'score' ? { by: 'auto' } : cutChoice })
  await detect()
  const { error, work } = get()
  if (!ranking || !error || work || get().ranking) return
  // It cannot be used on this table: the one that could is back, and the reason stays on the page.
  set({ detector, params, cutChoice })
  await detect()
  if (!get().error && !get().work) set({ error })
}

export async function setParams(params: DetectorParams, seed: number = get().seed): Promise<void> {
  set({ params, seed })
  await detect()
}

/** The source columns to use, by name; null: by role and content. */
export async function setFeatures(features: readonly string[] | null): Promise<void> {
  set({ features })
  await detect()
}

const cuts = latestPerFrame<{ cut: number; choice: CutChoice }>(({ cut, choice }) => {
  const { ranking } = get()
  if (ranking) set({ cut, cutChoice: choice, cutIsDefault: choice.by === 'auto' })
})

/** The cut as it will be after the next frame: what a further step starts from. */
export function upcomingCut(): number {
  return cuts.pending()?.cut ?? get().cut
}

function chooseCut(choice: CutChoice): void {
  const { ranking } = get()
  if (ranking) cuts.push({ cut: cutOf(ranking, choice), choice })
}

/** Flags the first `rows` rows of the order. Calls no worker; takes effect on the next frame. */
export function setCut(rows: number): void {
  chooseCut({ by: 'rows', rows: Math.max(0, Math.round(rows)) || 0 })
}

/** Flags every row that scores `score` or more. */
export function setCutByScore(score: number): void {
  if (!Number.isNaN(score)) chooseCut({ by: 'score', score })
}

/** Flags a share (0 … 1) of the rows. */
export function setCutByShare(share: number): void {
  if (!Number.isNaN(share)) chooseCut({ by: 'share', share: Math.min(1, Math.max(0, share)) })
}

/** Back to the proposed cut. */
export function resetCut(): void {
  chooseCut({ by: 'auto' })
}

export function selectRow(row: number | null): void {
  if (row !== get().selectedRow) set({ selectedRow: row })
}

export function setScreen(screen: Screen): void {
  set({ screen })
}

export function setNeutraliseFormulas(neutraliseFormulas: boolean): void {
  set({ neutraliseFormulas })
}

/** Changes how one column is read or used; an absent field stays as it was. */
export async function setColumn(name: string, choice: ColumnChoice): Promise<void> {
  const before = get().columnChoices
  const merged = { ...before[name], ...choice }
  // A format belongs to a type: another type's does not outlive it.
  if (choice.type !== undefined && choice.format === undefined) delete merged.format
  await reopenWith({ columnChoices: { ...before, [name]: merged } })
}

/** Takes back what was set for a column, or for all of them: type, format and role are inferred again. */
export async function inferColumns(name?: string): Promise<void> {
  const kept = Object.entries(get().columnChoices).filter(([other]) => name !== undefined && other !== name)
  await reopenWith({ columnChoices: Object.fromEntries(kept) })
}

/** Changes how the file is cut into cells. */
export async function setDialect(dialect: DialectChoice): Promise<void> {
  await reopenWith({ dialect })
}

async function reopenWith(patch: Partial<AppState>): Promise<void> {
  const { dataset, dialect, columnChoices, features, detector, params, seed, sampleRows, cutChoice } = get()
  if (!dataset) return
  set(patch)
  const done = await read('Reading again', (options, tell) => getEngine().reopen(options, tell))
  // What could not be applied is not shown as if it had been.
  if (!done && get().dataset === dataset) {
    set({ dialect, columnChoices, features, detector, params, seed, sampleRows, cutChoice })
  }
}

/** Applies saved settings to the open file, or keeps them for the next one. */
export async function applySettings(settings: Settings): Promise<void> {
  if (!get().dataset) {
    set({ waitingSettings: settings, notice: 'Settings loaded: they apply to the next file you open.' })
    return
  }
  await reopenWith(fromSettings(settings))
}

function fromSettings(settings: Settings): Partial<AppState> {
  const { dialect, columns, features, detector, params, seed, cut } = settings
  const sampleRows = settings.sampleRows ?? null
  return {
    detector,
    params,
    seed,
    dialect,
    columnChoices: columns,
    features: features ?? null,
    cutChoice: cut,
    sampleRows,
  }
}

/** Writes the flagged rows, or all rows with their scores, to a file on the user's machine. */
export async function exportFlagged(what: 'flagged' | 'all' = 'flagged'): Promise<void> {
  const { ranking, neutraliseFormulas } = get()
  if (!ranking || get().work) return
  const cut = upcomingCut()
  const title = what === 'flagged' ? 'Exporting flagged rows' : 'Exporting all rows'
  await exportTo(title, { what, cut, neutraliseFormulas })
}

async function exportTo(title: string, request: ExportRequest): Promise<void> {
  const mine = begin('exporting', title)
  const result = await attempt(getEngine().exportRows(request, onProgress(mine)))
  if (mine !== run) return
  if (!result.ok) {
    fail(result.error)
    return
  }
  const { blob, fileName, rows, neutralised } = result.value
  saveBlob(blob, fileName)
  const cells = neutralised > 0 ? ` ${count(neutralised, 'formula cell')} made harmless.` : ''
  set({ work: null, notice: `${count(rows, 'row')} written to ${fileName}.${cells}` })
}

/** Writes the selected rows, most anomalous first, to a file on the user's machine. */
export async function exportSelected(): Promise<void> {
  const { neutraliseFormulas, work } = get()
  const rows = listSelected(get())?.slice()
  if (!rows || work) return
  const request = { what: 'selected' as const, rows, cut: upcomingCut(), neutraliseFormulas }
  await exportTo('Exporting selected rows', request)
}

/** Writes what was read, left out and flagged, to be compared with the source. */
export function saveControlTotals(): void {
  const state = get()
  if (!state.input) return
  // With a byte order mark, so that spreadsheets read the names as UTF-8.
  const csv = `\ufeff${controlTotalsCsv({ ...state, cut: upcomingCut() })}`
  saveBlob(new Blob([csv], { type: 'text/csv' }), `${stemOf(state.input)}.control-totals.csv`)
}

/** Saves everything that decides the result, for the command line and for another day. */
export async function saveSettings(): Promise<void> {
  const { cutChoice, input } = get()
  const result = await attempt(getEngine().settings(cutChoice))
  if (!result.ok) {
    fail(result.error)
    return
  }
  const stem = input ? stemOf(input) : 'flagstone'
  const json = `${JSON.stringify(result.value, null, 2)}\n`
  saveBlob(new Blob([json], { type: 'application/json' }), `${stem}.settings.json`)
}

/** Stops what runs. The page is usable at once, whatever the engine still has to say. */
export async function cancelWork(): Promise<void> {
  if (!get().work) return
  run++
  const { dataset } = get()
  set({ work: null, ...(dataset ? {} : { input: null }) })
  try {
    await getEngine().cancel()
  } catch (cause) {
    fail(unexpected(cause))
  }
}

export function dismissError(): void {
  set({ error: null })
}

export function dismissNotice(): void {
  set({ notice: null })
}

/** Shows an error that came up outside the store, e.g. in a view. */
export function showError(error: ErrorReport): void {
  if (error.code !== 'cancelled') set({ error })
}

function begin(kind: Work['kind'], title: string): number {
  set({ work: { kind, title, progress: null }, error: null, notice: null })
  return ++run
}

/** As `begin`, after stopping what was running: the engine does one thing at a time. */
async function beginAlone(kind: Work['kind'], title: string): Promise<number> {
  const interrupts = get().work !== null
  const mine = begin(kind, title)
  if (interrupts) {
    try {
      await getEngine().cancel()
    } catch (cause) {
      if (mine === run) fail(unexpected(cause))
      run++
    }
  }
  return mine
}

function onProgress(mine: number): (progress: Progress) => void {
  return (progress) => {
    const { work } = get()
    if (mine === run && work) set({ work: { ...work, progress } })
  }
}

function fail(error: ErrorReport): void {
  set({ work: null })
  showError(error)
}

/** A call that rejects (the engine died, a bug) becomes an error on the page like any other. */
async function attempt<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call
  } catch (cause) {
    return { ok: false, error: unexpected(cause) }
  }
}

function unexpected(cause: unknown): ErrorReport {
  const message = `Something went wrong inside the page: ${text(cause)}. Open the file again; nothing was sent anywhere.`
  return { code: 'unexpected', message, facts: {} }
}

function text(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString()} ${noun}${n === 1 ? '' : 's'}`
}

/** The name without its endings: `orders.csv.gz` is `orders`. */
function stemOf(input: OpenInput): string {
  return inputName(input)
    .replace(/(\.gz)?$/i, '')
    .replace(/\.[^.]*$/, '')
}

export function inputName(input: OpenInput): string {
  return input.kind === 'file' ? input.file.name : input.name
}

function openOptions(state: AppState): OpenOptions {
  const { dialect, columnChoices, sampleRows, seed } = state
  const sample = sampleRows === null ? {} : { sampleRows }
  return { dialect, columns: columnChoices, seed, memoryLimitBytes: memoryLimitBytes(), ...sample }
}
