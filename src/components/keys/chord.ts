/** What of a keyboard event says which key it is; an event of the page has all of it. */
export interface Keystroke {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly altGraph: boolean
}

/**
 * A keystroke as commands name it: `j`, `shift+z`, `mod+k`, `?`, `shift+[`, `space`, `escape`; null for a
 * modifier alone and for what the system or the browser means by Alt.
 *
 * Letters are letters whatever caps lock says, and on a keyboard of another script the key in the place where
 * a Latin one has it. Signs are what they are typed as, however many modifiers that takes; Shift counts for a
 * sign only where it does not make another one.
 */
export function chordOf(stroke: Keystroke): string | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph } = stroke
  if (key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta' || key === 'AltGraph')
    return null
  const mod = (ctrlKey || metaKey) && !altGraph
  const name = nameOf(key, code)
  const isLetter = /^[a-z]$/.test(name)
  // Option makes letters to signs on a Mac, and signs are made with it there and with AltGr elsewhere.
  if (altKey && !altGraph && (isLetter || mod || name.length > 1)) return null
  const bare = SHIFTED[name]
  if (bare !== undefined) return `${mod ? 'mod+' : ''}shift+${bare}`
  const shift = shiftKey && (isLetter || name.length > 1 || UNSHIFTED.has(name))
  return `${mod ? 'mod+' : ''}${shift ? 'shift+' : ''}${name}`
}

/** Whether keys are letters, digits or signs without Ctrl or Cmd: those can be switched off (WCAG 2.1.4). */
export function isSingleKey(keys: string): boolean {
  return keys.split(' ').some((chord) => !chord.startsWith('mod+') && !NAMED.test(chord))
}

/** A key with a name writes nothing. */
const NAMED = /^(shift\+)?[a-z]{2,}$/

function nameOf(key: string, code: string): string {
  if (key === ' ') return 'space'
  const latin = /^Key([A-Z])$/.exec(code)?.[1]
  if (key.length === 1 && key > '\x7f' && latin) return latin.toLowerCase()
  return key.toLowerCase()
}

/** Signs that Shift makes of the brackets on keyboards that have those as keys. */
const SHIFTED: Readonly<Record<string, string>> = { '{': '[', '}': ']' }
const UNSHIFTED = new Set(['[', ']'])
