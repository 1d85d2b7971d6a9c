import type { AppState } from '../../state/app-state.ts'

/** Headings of the list of keys and of the palette, in their order. */
export const COMMAND_GROUPS = [
  'Queue',
  'Decide',
  'Go to',
  'Threshold',
  'Search and select',
  'Export',
  'Detector',
  'File',
  'Page',
] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Something that the user can do from anywhere: by its keys, or found by its title in the palette. */
export interface Command {
  readonly id: string
  /** As an order: `Next row`, `Export flagged rows`. */
  readonly title: string
  readonly group: CommandGroup
  /** Each is enough: `j`, `shift+z`, `g r` (one after the other), `mod+k` (Ctrl, on a Mac Cmd), `?`. */
  readonly keys?: readonly string[]
  /** Whether it can be done now; absent: always. */
  readonly enabled?: (state: AppState) => boolean
  /** Whether a key that is held down does it again and again. */
  readonly repeats?: boolean
  /** Other words under which it is looked for. */
  readonly also?: string
  readonly run: () => void
}

/** Commands as they are, or worked out when they are asked for: where they depend on what is open. */
export type CommandSource = readonly Command[] | (() => readonly Command[])

const sources = new Set<CommandSource>()

/**
 * Adds commands for the keys, the list of keys and the palette. Call it where a part of the page loads, or in
 * an effect while it is shown.
 *
 * @returns takes them away again
 */
export function registerCommands(source: CommandSource): () => void {
  sources.add(source)
  return () => void sources.delete(source)
}

/** Every command there is, by group; of two with one id the one that was added last. */
export function allCommands(): readonly Command[] {
  const byId = new Map<string, Command>()
  for (const source of sources)
    for (const command of typeof source === 'function' ? source() : source) byId.set(command.id, command)
  return [...byId.values()].sort((a, b) => COMMAND_GROUPS.indexOf(a.group) - COMMAND_GROUPS.indexOf(b.group))
}
