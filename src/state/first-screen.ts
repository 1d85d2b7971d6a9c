import type { Screen } from './app-state.ts'

const SCREENS: readonly Screen[] = ['overview', 'explore', 'correlations', 'model', 'evaluate', 'review']

/** The screen on which a file opens: the one that the page's address ends in (`#screen=overview`), or Review. */
export function firstScreen(): Screen {
  const hash = typeof location === 'undefined' ? '' : location.hash
  return SCREENS.find((screen) => hash === `#screen=${screen}`) ?? 'review'
}
