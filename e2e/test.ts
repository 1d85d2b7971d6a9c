import { test as base, expect } from '@playwright/test'
import { Dashboard } from './dashboard.ts'

/** Each test gets the dashboard; an error that nobody caught in the page fails it. */
export const test = base.extend<{ dashboard: Dashboard }>({
  dashboard: async ({ page }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await use(new Dashboard(page))
    expect(errors, 'errors that nobody caught in the page').toEqual([])
  },
})

export { expect }
