/**
 * A text as one word of a POSIX shell's command line.
 *
 * Source: POSIX.1-2017, Shell Command Language, 2.2.2 (single quotes).
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A path that no program takes for an option. */
function path(name: string): string {
  return shellWord(name.startsWith('-') ? `./${name}` : name)
}

/** The command that gives the same scores to the bit. */
export function reproducingCommand(file: string, settings: string, decisions: string | null): string {
  const words = ['flagstone detect', path(file), '--settings', path(settings)]
  if (decisions !== null) words.push('--decisions', path(decisions))
  words.push('--scores', path(scoresName(settings)))
  return words.join(' ')
}

function scoresName(settings: string): string {
  return settings.replace(/\.settings\.json$/, '.scores.csv')
}
