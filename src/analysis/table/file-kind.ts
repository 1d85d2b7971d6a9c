import { UnreadableInputError } from '../errors.ts'
import { nulShare } from './encoding.ts'

/** What the stored bytes of a file begin with. */
export type FileKind = 'text' | 'gzip' | 'xlsx'

const MAGIC: readonly {
  readonly bytes: readonly number[]
  readonly what: string
  readonly advice: string
}[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'an old Excel file (.xls) or another Office file',
    advice: 'Open it in a spreadsheet and save it as CSV or as .xlsx.',
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    what: 'a PDF',
    advice: 'Export the table as CSV from where the PDF was made.',
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture', advice: 'Choose the CSV file.' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG picture', advice: 'Choose the CSV file.' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'a GIF picture', advice: 'Choose the CSV file.' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', advice: 'Convert it to CSV first.' },
  {
    bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    what: 'an SQLite database',
    advice: 'Export the table as CSV.',
  },
  { bytes: [0x42, 0x5a, 0x68], what: 'a bzip2 archive', advice: 'Unpack it first, or pack it with gzip.' },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    what: 'an xz archive',
    advice: 'Unpack it first, or pack it with gzip.',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    what: 'a Zstandard archive',
    advice: 'Unpack it first, or pack it with gzip.',
  },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7-Zip archive', advice: 'Unpack it first.' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a RAR archive', advice: 'Unpack it first.' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'a program', advice: 'Choose the CSV file.' },
]

/**
 * Tells text from gzip and Excel by the first stored bytes and the name.
 *
 * @throws UnreadableInputError when they are of something that is not a table of text.
 */
export function fileKind(head: Uint8Array, name: string): FileKind {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (begins(head, [0x50, 0x4b, 0x03, 0x04]) || begins(head, [0x50, 0x4b, 0x05, 0x06])) {
    if (/\.xls[xm]$/i.test(name)) return 'xlsx'
    throw unreadable(
      name,
      looksLikeExcel(head)
        ? 'an Excel file with another name'
        : 'a zip archive or an Excel file, not CSV text',
      'If it is an Excel file, give it its ending .xlsx back or save it as CSV; if it is an archive, unpack it first.',
    )
  }
  for (const { bytes, what, advice } of MAGIC) if (begins(head, bytes)) throw unreadable(name, what, advice)
  return 'text'
}

/** Throws when the content is not text: many NUL or control bytes without the pattern of UTF-16. */
export function requireText(head: Uint8Array, name: string, utf16: boolean): void {
  if (utf16) return
  let control = 0
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 0) control++
  const share = control / Math.max(1, head.length)
  if (nulShare(head) > 0.05 && head.length >= 16)
    throw unreadable(name, 'binary data, not text', 'Choose a CSV file, or export the table as CSV.')
  if (share > 0.05 && head.length >= 16)
    throw unreadable(name, 'binary data, not text', 'Choose a CSV file, or export the table as CSV.')
}

function begins(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte)
}

function looksLikeExcel(head: Uint8Array): boolean {
  const text = new TextDecoder('windows-1252').decode(head.subarray(0, 4096))
  return text.includes('[Content_Types].xml') || text.includes('xl/')
}

function unreadable(name: string, what: string, advice: string): UnreadableInputError {
  return new UnreadableInputError(
    'not-a-table',
    `${name} is ${what}, so it cannot be read as a table. ${advice}`,
    { file: name, what },
  )
}
