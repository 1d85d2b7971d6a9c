import type { Encoding } from '../settings.ts'

/** Thrown inside the reader when text that was taken for UTF-8 turns out not to be; the reader starts again. */
export class NotUtf8 extends Error {}

/** What a file's first bytes say about its encoding. */
export interface EncodingGuess {
  readonly encoding: Encoding
  readonly bom: boolean
  /** False when bytes that are not UTF-8 made it a guess. */
  readonly sure: boolean
}

/**
 * Guesses the encoding from the head: a byte order mark, the NUL pattern of UTF-16, valid UTF-8,
 * else Windows-1252. (A reader of the whole file must still expect invalid UTF-8 later.)
 */
export function guessEncoding(head: Uint8Array, whole: boolean): EncodingGuess {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', bom: true, sure: true }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true, sure: true }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true, sure: true }
  const pattern = utf16Pattern(head)
  if (pattern !== null) return { encoding: pattern, bom: false, sure: true }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    decoder.decode(head, { stream: !whole })
    return { encoding: 'utf-8', bom: false, sure: true }
  } catch {
    return { encoding: 'windows-1252', bom: false, sure: false }
  }
}

/** Share of NUL bytes above which a file without a UTF-16 pattern is not text. */
export function nulShare(head: Uint8Array): number {
  let nuls = 0
  for (const byte of head) if (byte === 0) nuls++
  return head.length === 0 ? 0 : nuls / head.length
}

/** A streaming decoder: bytes in, text out; `last` ends it. Throws `NotUtf8` on invalid UTF-8 when strict. */
export class BlockDecoder {
  readonly #decoder: TextDecoder
  readonly #encoding: Encoding
  #held: Uint8Array = new Uint8Array(0)
  #begun: boolean
  /** Content bytes whose text has been handed out. */
  #position: number

  /** `strict`: invalid UTF-8 throws; otherwise it becomes U+FFFD. `from`: where in the content the bytes begin. */
  constructor(encoding: Encoding, strict: boolean, from = 0) {
    this.#encoding = encoding
    this.#begun = from > 0
    this.#position = from
    this.#decoder = new TextDecoder(encoding, { fatal: strict && encoding === 'utf-8', ignoreBOM: true })
  }

  /**
   * Where in the content the end of the decoded text begins that is `rest`; null where that cannot be told,
   * because bytes that are no UTF-8 were replaced.
   */
  positionBefore(rest: string): number | null {
    switch (this.#encoding) {
      case 'windows-1252':
        return this.#position - rest.length
      case 'utf-16le':
      case 'utf-16be':
        return this.#position - 2 * rest.length
      case 'utf-8':
        return rest.includes('\ufffd') ? null : this.#position - utf8Length(rest)
    }
  }

  decode(bytes: Uint8Array, last: boolean): string {
    const text = this.#encoding === 'utf-8' ? this.#utf8(bytes, last) : this.#other(bytes, last)
    if (this.#begun || text === '') return text
    this.#begun = true
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }

  // Whole characters at a time, not `stream: true`: that way Node makes one-byte strings of ASCII, which are
  // half as large and twice as fast to split.
  #utf8(bytes: Uint8Array, last: boolean): string {
    let all = bytes
    if (this.#held.length > 0) {
      all = new Uint8Array(this.#held.length + bytes.length)
      all.set(this.#held)
      all.set(bytes, this.#held.length)
    }
    const end = last ? all.length : wholeCharacters(all)
    this.#position += end
    this.#held = all.slice(end)
    try {
      return this.#decoder.decode(all.subarray(0, end))
    } catch (error) {
      throw new NotUtf8('invalid UTF-8', { cause: error })
    }
  }

  #other(bytes: Uint8Array, last: boolean): string {
    const text = this.#decoder.decode(bytes, { stream: !last })
    this.#position += this.#encoding === 'windows-1252' ? bytes.length : 2 * text.length
    return this.#encoding === 'windows-1252' ? windows1252(text) : text
  }
}

/** The bytes that a text without lone surrogates takes in UTF-8. */
function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // Each half of a surrogate pair stands for two of its four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2
  }
  return bytes
}

/** The length of the bytes without a UTF-8 character that is cut at their end. */
function wholeCharacters(bytes: Uint8Array): number {
  const n = bytes.length
  for (let back = 1; back <= 3 && back <= n; back++) {
    const byte = bytes[n - back]!
    if (byte < 0x80) return n
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? n - back : n
    }
  }
  return n
}

// Node 20 decodes windows-1252 as latin-1, which leaves C1 control characters where € ’ – and the like belong.
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const HAS_C1 = /[\u0080-\u009f]/
const ALL_C1 = /[\u0080-\u009f]/g

function windows1252(text: string): string {
  return HAS_C1.test(text) ? text.replace(ALL_C1, (c) => C1.charAt(c.charCodeAt(0) - 0x80)) : text
}

function utf16Pattern(head: Uint8Array): Encoding | null {
  const pairs = Math.min(head.length, 4096) >> 1
  if (pairs < 2) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++
    if (head[2 * i + 1] === 0) odd++
  }
  if (odd > 0.4 * pairs && even < 0.05 * pairs) return 'utf-16le'
  if (even > 0.4 * pairs && odd < 0.05 * pairs) return 'utf-16be'
  return null
}
