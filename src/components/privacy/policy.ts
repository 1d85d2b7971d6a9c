/** One line of a content security policy, and what it means. */
export interface PolicyLine {
  readonly directive: string
  readonly sources: string
  readonly words: string
}

/** A policy as it stands in the page, line by line in plain words. */
export function readPolicy(policy: string): readonly PolicyLine[] {
  return policy
    .split(';')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [directive = '', ...sources] = line.split(/\s+/)
      return { directive, sources: sources.join(' '), words: inWords(directive, sources) }
    })
}

const THINGS: Readonly<Record<string, string>> = {
  'default-src': 'Anything without a line of its own',
  'script-src': 'Programs',
  'style-src': 'Styles',
  'img-src': 'Pictures',
  'font-src': 'Typefaces',
  'worker-src': 'Background workers',
  'connect-src': 'Data that the page sends or asks for',
  'frame-src': 'Pages inside the page',
  'manifest-src': 'The description used for installing',
}

const PLACES: Readonly<Record<string, string>> = {
  "'self'": "this page's own server",
  'data:': 'text in the page itself',
  'blob:': 'memory of this tab',
}

const PERMITS: Readonly<Record<string, string>> = {
  "'wasm-unsafe-eval'": 'compiled number code (WebAssembly) may run',
  "'unsafe-inline'": 'styles inside the page are allowed, because plots set them',
  "'unsafe-eval'": 'programs may be made from text',
}

function inWords(directive: string, sources: readonly string[]): string {
  if (directive === 'object-src' && sources[0] === "'none'") return 'Plug-ins are not allowed.'
  if (directive === 'base-uri' && sources[0] === "'none'")
    return 'Nothing can redirect the addresses in the page to another server.'
  if (directive === 'frame-ancestors') return 'Which pages may show this page inside them.'
  if (directive === 'form-action') return 'Where a form may be sent.'
  const thing = THINGS[directive]
  if (thing === undefined) return 'A line that this panel has no words for.'
  if (sources.includes("'none'")) return `${thing}: from nowhere.`
  const places = sources.map((source) => PLACES[source] ?? (source in PERMITS ? '' : source)).filter(Boolean)
  const permits = sources.map((source) => PERMITS[source]).filter((text) => text !== undefined)
  return `${thing}: only from ${list(places)}${permits.length > 0 ? `; ${permits.join('; ')}` : ''}.`
}

function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? 'nowhere'
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1] ?? ''}`
}
