import { Button } from '@mantine/core'
import { inputName } from '../../state/input-name.ts'
import { savedState, type SavedState } from '../../state/sessions/saved-state.ts'
import { useApp } from '../../state/store.ts'
import { laterUpdate, takeUpdate } from './keep-offline.ts'
import { useOffline } from './offline-store.ts'
import './offline.css'

/** Another version of the page is there: what reloading does to open work, and the choice. */
export default function UpdatePrompt() {
  const taken = useOffline((state) => state.update === 'taken')
  const input = useApp((state) => state.input)
  const open = useApp((state) => state.dataset !== null)
  const saved = useApp(savedState)
  return (
    <section className="update-prompt" aria-labelledby="update-prompt-title">
      <div role="status">
        <p className="update-prompt__title" id="update-prompt-title">
          {taken ? 'Flagstone was brought up to date in another tab' : 'A new version of Flagstone is ready'}
        </p>
        <p className="update-prompt__text">
          {consequence(open && input ? inputName(input) : null, saved, taken)}
        </p>
      </div>
      <div className="update-prompt__buttons">
        <Button onClick={laterUpdate}>Later</Button>
        <Button variant="filled" onClick={() => void takeUpdate()}>
          Reload
        </Button>
      </div>
    </section>
  )
}

function consequence(file: string | null, saved: SavedState, taken: boolean): string {
  const wait = taken
    ? 'This tab goes on with the version it has; parts that it has not loaded yet may be missing.'
    : 'Until then everything goes on with the version you have.'
  return file === null ? `Reloading takes a moment. ${wait}` : `${LOSES[saved](file)} ${wait}`
}

const LOSES: Readonly<Record<SavedState, (file: string) => string>> = {
  saved: (file) => `Everything on ${file} is saved in this browser, and is offered again after reloading.`,
  saving: (file) => `What was done on ${file} is still being saved; reloading waits for it.`,
  'without-file': (file) =>
    `Settings and decisions on ${file} are saved in this browser, the file is not: you will be asked for it.`,
  'not-saved': (file) =>
    `${file} is not saved in this browser. Save the session to a file first, or reloading loses what was decided.`,
}
