import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ArticleId } from './article-ids.ts'

interface HelpState {
  readonly opened: boolean
  /** The article that is shown first; null: all of them. */
  readonly article: ArticleId | null
}

export const helpStore = createStore<HelpState>()(() => ({ opened: false, article: null }))

export function useHelp<T>(selector: (state: HelpState) => T): T {
  return useStore(helpStore, selector)
}

/** Shows the help, at one article if it is named. */
export function openHelp(article: ArticleId | null = null): void {
  helpStore.setState({ opened: true, article })
}

export function closeHelp(): void {
  helpStore.setState({ opened: false })
}
