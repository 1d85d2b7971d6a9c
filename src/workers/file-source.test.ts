import { describe, expect, it } from 'vitest'
import { sourceOf } from './file-source.ts'

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true })
  return text
}

/** A file whose bytes the browser no longer hands out. */
function refusing(name: string): File {
  const file = new File(['a,b\n1,2\n'], 'orders.csv')
  const part = { arrayBuffer: () => Promise.reject(new DOMException('refused', name)) }
  return Object.assign(file, { slice: () => part })
}

describe('a file as a source', () => {
  it('is read from its beginning and from any place, as often as needed', async () => {
    const text = Array.from({ length: 300_000 }, (_, i) => `${i};\n`).join('')
    const source = sourceOf({ kind: 'file', file: new File([text], 'orders.csv') })
    expect(source).toMatchObject({ name: 'orders.csv', size: text.length })
    expect(await textOf(source.open())).toBe(text)
    expect(await textOf(source.openAt!(text.length - 9))).toBe(text.slice(-9))
    expect(await textOf(source.open())).toBe(text)
  })

  it.each(['NotReadableError', 'NotFoundError'])(
    'says what to do after it changed on the disk: %s',
    async (name) => {
      const source = sourceOf({ kind: 'file', file: refusing(name) })
      for (const read of [source.open(), source.openAt!(2)])
        await expect(textOf(read)).rejects.toMatchObject({
          code: 'file-changed',
          message: expect.stringMatching(/orders\.csv was changed.*Open the file again/) as string,
        })
    },
  )

  it('hands every other trouble on as it is', async () => {
    const source = sourceOf({ kind: 'file', file: refusing('AbortError') })
    await expect(textOf(source.open())).rejects.toMatchObject({ name: 'AbortError' })
  })
})
