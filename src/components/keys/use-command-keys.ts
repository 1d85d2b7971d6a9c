import { useEffect } from 'react'
import { appStore } from '../../state/store.ts'
import { chordOf } from './chord.ts'
import { keysStore, setWaiting } from './keys-store.ts'
import { nextStep } from './next-command.ts'
import { allCommands } from './registry.ts'

/** Listens for the keys of all commands: not where something is typed or chosen, not behind a dialog. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf({
        key: event.key,
        code: event.code,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        altGraph: event.getModifierState('AltGraph'),
      })
      if (chord === null) return
      const { waiting, singleKeys } = keysStore.getState()
      const elsewhere = isTaken(event.target)
      if (elsewhere && !chord.startsWith('mod+')) return
      if (document.querySelector('[aria-modal=true]')) return
      const setting = { waiting, singleKeys, repeated: event.repeat }
      const step = nextStep(chord, allCommands(), appStore.getState(), setting)
      setWaiting(step && 'wait' in step ? step.wait : null)
      if (!step) return
      event.preventDefault()
      if ('run' in step) step.run.run()
    }
    const forget = () => setWaiting(null)
    addEventListener('keydown', onKeyDown)
    addEventListener('pointerdown', forget)
    addEventListener('blur', forget)
    return () => {
      removeEventListener('keydown', onKeyDown)
      removeEventListener('pointerdown', forget)
      removeEventListener('blur', forget)
    }
  }, [])
}

/** Where letters are typed, or choose something. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement && !WITHOUT_TEXT.has(target.type)) return true
  return target.closest(TAKEN) !== null
}

const TAKEN =
  'select, textarea, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=menu], [role=dialog]'
const WITHOUT_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color'])
