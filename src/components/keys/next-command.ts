import type { AppState } from '../../state/app-state.ts'
import { isSingleKey } from './chord.ts'
import type { Command } from './registry.ts'

/** What a keystroke leads to. */
export type KeyStep =
  /** A command, as often as the key repeats if the command says so. */
  | { readonly run: Command }
  /** The first key of a sequence: the next one says which. */
  | { readonly wait: string }
  | null

interface KeySetting {
  /** The first key of a sequence that waits for the next; null: none does. */
  readonly waiting: string | null
  /** Whether keys without Ctrl or Cmd are on. */
  readonly singleKeys: boolean
  /** Whether the key is held down. */
  readonly repeated: boolean
}

/** The step that a keystroke makes; null: it is none of the commands'. */
export function nextStep(
  chord: string,
  commands: readonly Command[],
  state: AppState,
  { waiting, singleKeys, repeated }: KeySetting,
): KeyStep {
  const wanted = waiting === null ? chord : `${waiting} ${chord}`
  let sequence = false
  for (const command of commands) {
    for (const keys of command.keys ?? []) {
      if (!singleKeys && isSingleKey(keys)) continue
      if (waiting === null && keys.startsWith(`${chord} `)) sequence ||= canRun(command, state)
      if (keys === wanted && canRun(command, state) && (!repeated || command.repeats)) return { run: command }
    }
  }
  return sequence && !repeated ? { wait: chord } : null
}

export function canRun(command: Command, state: AppState): boolean {
  return command.enabled?.(state) ?? true
}

/** The commands that a sequence can go on to, with the key that is still to be pressed. */
export function continuations(
  waiting: string,
  commands: readonly Command[],
  state: AppState,
): readonly { readonly key: string; readonly command: Command }[] {
  return commands.flatMap((command) => {
    const keys = command.keys?.find((one) => one.startsWith(`${waiting} `))
    return keys && canRun(command, state) ? [{ key: keys.slice(waiting.length + 1), command }] : []
  })
}
