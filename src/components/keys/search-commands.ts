import type { Command } from './registry.ts'

/**
 * The commands that fit what is typed, best first: each typed word has to begin a word of the title or of what
 * else the command is looked for under. Nothing typed: all, in their order.
 */
export function searchCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return commands
  const found: { readonly command: Command; readonly fit: number; readonly at: number }[] = []
  for (const [at, command] of commands.entries()) {
    const fit = fitOf(command, wanted)
    if (fit > 0) found.push({ command, fit, at })
  }
  return found.sort((a, b) => b.fit - a.fit || a.at - b.at).map(({ command }) => command)
}

const IN_TITLE = 4
const IN_OTHERS = 1

function fitOf({ title, group, also = '' }: Command, wanted: readonly string[]): number {
  const inTitle = wordsOf(title)
  const others = wordsOf(`${group} ${also}`)
  let fit = 0
  for (const word of wanted) {
    const starts = (other: string) => other.startsWith(word)
    if (inTitle.some(starts)) fit += IN_TITLE
    else if (others.some(starts)) fit += IN_OTHERS
    else return 0
  }
  // A title that begins with what was typed comes before one that has it further on.
  return inTitle[0]?.startsWith(wanted[0] ?? '') ? fit + 1 : fit
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
