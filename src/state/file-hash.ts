import { appStore } from './store.ts'

/**
 * The SHA-256 of the open file, in hex; waits while it is being worked out.
 *
 * @returns null when the file was closed or another one opened meanwhile, or it takes longer than it should
 */
export function fileHash(limitMs = 120_000): Promise<string | null> {
  const { review, input } = appStore.getState()
  if (review.fileHash !== null) return Promise.resolve(review.fileHash)
  return new Promise((resolve) => {
    const done = (hash: string | null) => {
      clearTimeout(late)
      end()
      resolve(hash)
    }
    const late = setTimeout(() => done(null), limitMs)
    const end = appStore.subscribe((state) => {
      if (state.review.fileHash !== null) done(state.review.fileHash)
      else if (state.input !== input) done(null)
    })
  })
}
