import { test as base, expect, type Browser, type Page } from '@playwright/test'
import { Dashboard } from './dashboard.ts'

/** What a test wants of its page, where it is not the usual one. */
interface Visit {
  /** As on a first visit, where the tour offers itself. */
  readonly firstVisit: boolean
  /**
   * Asks the page to save data, so that it loads no part before it is shown: that is a third of what opening a
   * page costs. Off where loading ahead is what is tried.
   */
  readonly savesData: boolean
  /**
   * The tests of a file follow each other in one page, each opening its own data: opening a page costs more than
   * most tests. For tests that decide nothing; sessions are not kept in such a page.
   */
  readonly sharesPage: boolean
}

/** The page that tests of one file share. */
interface Shared {
  page: Page | null
  file: string
}

/** Each test gets the dashboard; an error that nobody caught in the page fails it. */
export const test = base.extend<{ dashboard: Dashboard } & Visit, { shared: Shared }>({
  firstVisit: [false, { option: true }],
  savesData: [true, { option: true }],
  sharesPage: [false, { option: true }],
  shared: [
    async ({ browser: _browser }, use) => {
      const shared: Shared = { page: null, file: '' }
      await use(shared)
      await shared.page?.context().close()
    },
    { scope: 'worker' },
  ],
  page: async ({ browser, shared, firstVisit, savesData, sharesPage }, use, { file }) => {
    if (shared.page && (!sharesPage || shared.file !== file)) {
      await shared.page.context().close()
      shared.page = null
    }
    const page = shared.page ?? (await newPage(browser, { firstVisit, savesData, sharesPage }))
    if (sharesPage) Object.assign(shared, { page, file })
    await use(page)
    if (!sharesPage) await page.context().close()
  },
  context: async ({ page }, use) => use(page.context()),
  dashboard: async ({ page, sharesPage }, use) => {
    const errors: string[] = []
    const onError = (error: Error) => errors.push(error.message)
    page.on('pageerror', onError)
    await use(new Dashboard(page, sharesPage))
    page.off('pageerror', onError)
    expect(errors, 'errors that nobody caught in the page').toEqual([])
  },
})

/** A page in a browser context of its own, with the options of the configuration. */
async function newPage(browser: Browser, visit: Visit): Promise<Page> {
  const context = await browser.newContext()
  // Before the page's own scripts: storage that is handed to a new context costs a page.
  await context.addInitScript(({ firstVisit, savesData, sharesPage }) => {
    if (location.protocol.startsWith('http')) {
      if (!firstVisit) localStorage.setItem('flagstone-tour', 'seen')
      if (sharesPage) localStorage.setItem('flagstone-sessions', 'off')
    }
    const connection: unknown = Reflect.get(navigator, 'connection')
    if (savesData && connection instanceof EventTarget)
      Object.defineProperty(connection, 'saveData', { value: true })
  }, visit)
  return context.newPage()
}

export { expect }
