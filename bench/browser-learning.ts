/** How long it takes in the browser from a decision by key until the rows to come next, and all rows, are in order. */
import type { Browser } from '@playwright/test'
import { openFile } from './browser-site.ts'

/** Milliseconds from the key until the page has the answer. */
export interface LearningTime {
  readonly next: number
  readonly whole: number
}

declare global {
  interface Window {
    /** Written by what `listen` puts into the page: when the last decision was made, and its answers came. */
    learningTimes: { key: number; learnTop: number; learn: number }
  }
}

const KEYS = ['a', 'f', 'a', 'f', 'a', 'a', 'a', 'a', 'f', 'a', 'f', 'a']

/**
 * Opens a file and decides row after row by key, each as soon as the order of the last one is there.
 *
 * @returns one entry per decision, in their order: the first waits for what is got ready, from the fifth anomaly on
 *   the weights of the columns are learned too
 */
export async function timeLearning(browser: Browser, url: string, path: string): Promise<LearningTime[]> {
  const { page } = await openFile(browser, url, path, listen)
  const times: LearningTime[] = []
  // What the first decision rests on is got ready in the background after the ranking is shown.
  await page.waitForTimeout(15_000)
  await page.getByRole('grid').first().focus()
  for (const key of KEYS) {
    await page.keyboard.press(key)
    await page.waitForFunction(() => window.learningTimes.learn > 0, null, { polling: 50 })
    times.push(
      await page.evaluate(() => {
        const { key: from, learnTop, learn } = window.learningTimes
        return { next: learnTop - from, whole: learn - from }
      }),
    )
    await page.waitForTimeout(500)
  }
  await page.close()
  return times
}

/** Runs in the page before anything else: watches the messages to and from the engine's worker. */
function listen(): void {
  window.learningTimes = { key: 0, learnTop: 0, learn: 0 }
  window.addEventListener(
    'keydown',
    () => (window.learningTimes = { key: performance.now(), learnTop: 0, learn: 0 }),
    { capture: true },
  )
  const send = MessagePort.prototype.postMessage
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]) {
    const { id, path } = (message ?? {}) as { id?: string; path?: string[] }
    const call = path?.[0]
    if (id !== undefined && (call === 'learnTop' || call === 'learn')) {
      const heard = ({ data }: MessageEvent<{ id?: string }>) => {
        if (data.id !== id) return
        this.removeEventListener('message', heard)
        window.learningTimes[call] = performance.now()
      }
      this.addEventListener('message', heard)
    }
    Reflect.apply(send, this, [message, ...rest])
  }
}
