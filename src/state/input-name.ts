import type { OpenInput } from '../workers/engine.api.ts'

/** What a file or a pasted text is called. */
export function inputName(input: OpenInput): string {
  return input.kind === 'file' ? input.file.name : input.name
}

/** The name without its endings: `orders.csv.gz` is `orders`. */
export function stemOf(input: OpenInput): string {
  return inputName(input)
    .replace(/(\.gz)?$/i, '')
    .replace(/\.[^.]*$/, '')
}
