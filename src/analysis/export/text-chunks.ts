/** Gathers text and hands it on as UTF-8 in pieces of a good size. */
export interface TextChunks {
  add(text: string): void
  /** A piece when enough has gathered, otherwise null. */
  take(): Uint8Array<ArrayBuffer> | null
  /** What is left. */
  rest(): Uint8Array<ArrayBuffer>
}

const PIECE_CHARACTERS = 1 << 18

export function createTextChunks(): TextChunks {
  const encoder = new TextEncoder()
  let gathered: string[] = []
  let length = 0
  const rest = () => {
    const bytes = encoder.encode(gathered.join(''))
    gathered = []
    length = 0
    return bytes
  }
  return {
    add(text) {
      gathered.push(text)
      length += text.length
    },
    take: () => (length < PIECE_CHARACTERS ? null : rest()),
    rest,
  }
}
