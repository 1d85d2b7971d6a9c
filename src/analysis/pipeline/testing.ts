import type { ByteSource } from '../table/byte-source.ts'
import type { Host } from './host.ts'
import type { Progress } from './results.ts'

/** A text as a file, handed out in pieces. */
export function textSource(text: string, name = 'payments.csv', pieceBytes = 4096): ByteSource {
  const bytes = new TextEncoder().encode(text)
  return {
    name,
    size: bytes.length,
    // eslint-disable-next-line @typescript-eslint/require-await -- as a file would be read
    async *open() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    },
  }
}

/** A host that never pauses and remembers what it was told. */
export function testHost(heard: Progress[] = []): Host {
  return { now: () => 0, breathe: () => Promise.resolve(), progress: (progress) => void heard.push(progress) }
}
