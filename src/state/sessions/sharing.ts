import { hasLink, linkText, readLink, type Shared } from '../../storage/share-link.ts'
import type { PreprocessingChoice } from '../../analysis/preprocess/preprocessing.ts'
import type { Settings } from '../../analysis/settings.ts'
import { applySettings } from '../actions/settings.ts'
import { showError } from '../actions/work.ts'
import type { AppState } from '../app-state.ts'
import { settingsSchema } from '../settings-file.ts'
import { appStore } from '../store.ts'
import { setSessions } from './access.ts'
import { settingsOf } from './settings-of.ts'
import { linkViewOf, applyView } from './view-of.ts'

const get = appStore.getState

/** What a link tells, and what it leaves out because it would tell something of the data. */
export interface LinkContent {
  readonly shared: Shared
  /** Sentences for the user. */
  readonly leftOut: readonly string[]
}

/**
 * What can be shared of the page as it is: settings and view. Names of columns go in where a setting is about a column;
 * names of files, cells, filters, rows and decisions never do.
 */
export function linkContent(state: AppState): LinkContent {
  const leftOut: string[] = []
  const settings = settingsOf(state)
  const preprocessing = withoutCells(settings.preprocessing ?? {}, leftOut)
  if (state.clauses.length > 0) leftOut.push('Filters and selections: they are said by values of your data.')
  return {
    shared: {
      settings: {
        ...settings,
        preprocessing,
        cut: withoutValues(settings.cut, state.cut),
      },
      view: linkViewOf(state),
    },
    leftOut,
  }
}

/** Preprocessing but for what is said by cells of the data. */
function withoutCells(choice: PreprocessingChoice, leftOut: string[]): PreprocessingChoice {
  const told = { ...choice }
  if (choice.fitOn && choice.fitOn.by !== 'all' && choice.fitOn.by !== 'share') {
    Reflect.deleteProperty(told, 'fitOn')
    leftOut.push('The rows that the detector is fitted on: they are said by values of your data.')
  }
  if (choice.imputeText !== undefined) {
    Reflect.deleteProperty(told, 'imputeText')
    leftOut.push('The text that missing categories get: it may be a value of your data.')
  }
  return told
}

/** A cut that labels decide names their values: the number of rows says the same. */
function withoutValues(cut: Settings['cut'], rows: number): Settings['cut'] {
  return cut.by === 'cost' && cut.label !== undefined ? { by: 'rows', rows } : cut
}

/** The whole address to be given to somebody. */
export async function shareLink(content: LinkContent): Promise<string> {
  return `${location.origin}${location.pathname}#${await linkText(content.shared)}`
}

/** Takes what the page's address brought; a damaged link is said and ignored. */
export async function takeLink(): Promise<void> {
  const { hash } = location
  if (!hasLink(hash)) return
  const shared = await readLink(hash, settingsSchema)
  // The address is plain again, so that a reload or a bookmark brings nothing back.
  history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  if (!shared) {
    const message =
      'The link that opened this page is damaged or comes from another version, so it is ignored. Ask for it again, or open a file as usual.'
    showError({ code: 'bad-link', message, facts: {} })
    return
  }
  setSessions({ shared })
  await applySettings(shared.settings)
  if (get().dataset) showShared()
}

/** @returns ends it */
export function watchShared(): () => void {
  const onHash = () => void takeLink()
  addEventListener('hashchange', onHash)
  const stop = appStore.subscribe((state, before) => {
    if (state.sessions.shared && state.ranking && !before.ranking) showShared()
  })
  return () => {
    removeEventListener('hashchange', onHash)
    stop()
  }
}

function showShared(): void {
  const { shared } = get().sessions
  if (!shared) return
  setSessions({ shared: null })
  applyView(shared.view)
}
