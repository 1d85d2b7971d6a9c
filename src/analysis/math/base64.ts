/**
 * Bytes as base64 text (RFC 4648, padded): what binary data is inside JSON and source files.
 */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  let part = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    part += ALPHABET[group >>> 18]! + ALPHABET[(group >>> 12) & 63]!
    part += i + 1 < bytes.length ? ALPHABET[(group >>> 6) & 63]! : '='
    part += i + 2 < bytes.length ? ALPHABET[group & 63]! : '='
    if (part.length > 8192) {
      parts.push(part)
      part = ''
    }
  }
  parts.push(part)
  return parts.join('')
}

/** The bytes of a base64 text; null when it is not one. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let group = 0
    for (let k = i; k < i + 4; k++) {
      const isPadding = k >= text.length - padding
      const value = isPadding ? 0 : (VALUES[text.charCodeAt(k)] ?? -1)
      if (value < 0) return null
      group = (group << 6) | value
    }
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (group >>> shift) & 255
  }
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i
