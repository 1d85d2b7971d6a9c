import * as v from 'valibot'
import type { Settings } from '../analysis/settings.ts'
import { linkViewSchema } from './session-schema.ts'

/** What stands behind the # of a shared address: settings and view, never data. */
const KEY = 'view='
const VERSION = 1
/** Far beyond what a link of ours needs. */
const MOST_TEXT = 100_000

export type LinkView = v.InferOutput<typeof linkViewSchema>

export interface Shared {
  readonly settings: Settings
  readonly view: LinkView
}

/** The text behind the #. Packed, so that it stays short. */
export async function linkText({ settings, view }: Shared): Promise<string> {
  const json = JSON.stringify({ version: VERSION, settings, view })
  return KEY + toBase64Url(await through(json, new CompressionStream('deflate-raw')))
}

/** Whether an address has something shared in it. */
export function hasLink(hash: string): boolean {
  return hash.startsWith(`#${KEY}`)
}

/** @returns null when the link is damaged, not ours, or of another version */
export async function readLink(
  hash: string,
  settings: v.GenericSchema<unknown, Settings>,
): Promise<Shared | null> {
  if (!hasLink(hash) || hash.length > MOST_TEXT) return null
  try {
    const bytes = fromBase64Url(hash.slice(1 + KEY.length))
    const json = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))
    const schema = v.strictObject({ version: v.literal(VERSION), settings, view: linkViewSchema })
    const parsed = v.safeParse(schema, JSON.parse(json))
    return parsed.success ? { settings: parsed.output.settings, view: parsed.output.view } : null
  } catch {
    return null
  }
}

async function through(
  data: string | Uint8Array<ArrayBuffer>,
  change: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([data]).stream().pipeThrough(change).getReader()
  const parts: BlobPart[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const part: unknown = value
    if (!(part instanceof Uint8Array)) throw new TypeError('not bytes')
    size += part.length
    // A small link must not unpack to a large one.
    if (size > MOST_TEXT * 10) throw new RangeError('too long')
    parts.push(Uint8Array.from(part))
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
