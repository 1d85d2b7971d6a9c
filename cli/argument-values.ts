import { UsageError } from '../src/analysis/errors.ts'
import { didYouMean } from '../src/analysis/nearest-name.ts'

export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V })
}

export function parsed<T>(options: Readonly<Record<string, unknown>>, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const unknown = /^Unknown option '--?([^']+)'/.exec(message)?.[1]
    if (unknown === undefined) throw wrong(message)
    const flag = unknown.length > 1 ? `--${unknown}` : `-${unknown}`
    throw wrong(`There is no option ${flag}.${didYouMean(unknown, Object.keys(options), '--')}`)
  }
}

export function inputOf(positionals: readonly string[], stdinIsPiped: boolean): string {
  const [input, second] = positionals
  if (second !== undefined) {
    throw wrong(`One file at a time: ${positionals.join(' ')}. Put quotes around a name with blanks.`)
  }
  if (input !== undefined) return input
  if (stdinIsPiped) return '-'
  throw wrong('Name a file, or feed one to standard input.')
}

export function number(flag: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (!Number.isFinite(value)) throw wrong(`${flag} takes a number, not ${text}.`)
  return value
}

export function wholeNumber(flag: string, text: string, least = -Number.MAX_SAFE_INTEGER): number {
  const value = number(flag, text)
  if (!Number.isSafeInteger(value) || value < least) {
    throw wrong(`${flag} takes a whole number${least >= 0 ? ` from ${least}` : ''}, not ${text}.`)
  }
  return value
}

/** Names with commas in them are put in double quotes: `a,"b, c"`. */
export function listOf(flag: string, what: string, text: string): string[] {
  const names: string[] = []
  for (const match of text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)) {
    const [whole, quoted, plain = ''] = match
    if (whole === '' && match.index > 0) break
    const name = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"')
    if (name !== '') names.push(name)
  }
  if (names.length === 0) throw wrong(`${flag} takes ${what}, for example ${flag} a,b.`)
  return names
}

/** `a=1,b=2` are two values; what follows a comma without a key of its own belongs to the value before: `a=x,y`. */
export function keyValues(pairs: readonly string[]): Record<string, string> {
  const result: Record<string, string> = {}
  for (const text of pairs) {
    let last = ''
    for (const part of text.split(',')) {
      const at = part.indexOf('=')
      if (at > 0) result[(last = part.slice(0, at))] = part.slice(at + 1)
      else if (last !== '' && at < 0) result[last] = `${result[last] ?? ''},${part}`
      else throw wrong(`--params takes key=value, not ${part}.`)
    }
  }
  return result
}

export function wrong(message: string): UsageError {
  return new UsageError('wrong-usage', `${message} Try flagstone --help.`)
}
