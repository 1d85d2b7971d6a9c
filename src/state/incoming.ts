import { askToOpen, openInput } from './actions/opening.ts'
import { applySettings } from './actions/settings.ts'
import { showError } from './actions/work.ts'
import { appStore } from './store.ts'

/** What was dropped, chosen or pasted as files: the first table is opened; settings are applied. A session is all of that. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const session = files.find((file) => /\.flagstone$/i.test(file.name))
  if (session) {
    const { importSession } = await import('./sessions/session-files.ts')
    await importSession(session)
    return
  }
  const settings = files.find((file) => /\.json$/i.test(file.name))
  const table = files.find((file) => file !== settings)
  if (table) await openInput({ kind: 'file', file: table })
  if (settings) await takeSettings(settings)
}

async function takeSettings(file: File): Promise<void> {
  const text = await file.text()
  // Rarely needed, so they load when they are.
  if (/^\s*\{\s*"flagstone":\s*"decision-log"/.test(text)) {
    const { takeDecisionLog } = await import('./actions/decision-log.ts')
    await takeDecisionLog(text, file.name)
    return
  }
  const { parseSettings } = await import('./settings-file.ts')
  const parsed = parseSettings(text, file.name)
  if (parsed.ok) await applySettings(parsed.value)
  else showError(parsed.error)
}

/** Rows pasted as text. With a file open it asks first: a slip of the keyboard must not cost the file. */
export async function takePaste(text: string): Promise<void> {
  if (text.trim() === '') return
  const input = { kind: 'text', name: 'pasted.csv', text } as const
  const { dataset } = appStore.getState()
  if (!dataset) await openInput(input)
  else if (text.includes('\n')) askToOpen(input)
}
