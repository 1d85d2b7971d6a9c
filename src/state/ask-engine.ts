import type { AnswerOf, QuestionKind, RequestOf } from '../workers/engine.api.ts'
import { showError } from './actions/work.ts'
import { getEngine } from './engine.ts'
import { appStore } from './store.ts'

/**
 * Asks a question once, for what the user has just pressed. Errors are shown on the page.
 *
 * @returns null when it failed, or when another file was opened meanwhile
 */
export async function askEngine<K extends QuestionKind>(
  kind: K,
  request: RequestOf<K>,
): Promise<AnswerOf<K> | null> {
  const { dataset } = appStore.getState()
  try {
    const result = await getEngine().ask(kind, request)
    if (appStore.getState().dataset !== dataset) return null
    if (result.ok) return result.value
    if (result.error.code !== 'cancelled') showError(result.error)
  } catch (cause) {
    const message = `This could not be worked out: ${cause instanceof Error ? cause.message : String(cause)}.`
    showError({ code: 'unexpected', message, facts: {} })
  }
  return null
}
