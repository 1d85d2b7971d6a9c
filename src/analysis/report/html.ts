/** Markup that is safe as it is. Everything else that goes into a page is text, and escaped. */
export class Html {
  readonly text: string

  /** @param text markup of our own; never a word of a file or of a user */
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | false | readonly Part[]

/** Markup with values in it: text and numbers are escaped, `null` and `false` are nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = strings[0] ?? ''
  for (const [i, value] of values.entries()) text += rendered(value) + (strings[i + 1] ?? '')
  return new Html(text)
}

function rendered(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return String(part)
  return part.map(rendered).join('')
}

/**
 * Text as it may stand in an element or a quoted attribute. Characters that turn the direction of writing, and
 * control characters, are shown by their number: a name must not look like another one.
 */
export function escapeText(text: string): string {
  return text
    .replace(HIDDEN, (c) => `⟨U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

// eslint-disable-next-line no-control-regex -- these are what is shown by number
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
