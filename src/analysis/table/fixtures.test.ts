import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { read } from './testing.ts'

/** Written by scripts/messy-fixtures.ts. */
interface Expected {
  readonly file: string
  readonly rows: number
  readonly columns: number
  readonly encoding?: string
  readonly delimiter?: string
  readonly quote?: string
  readonly header?: boolean
  readonly skipped?: number
  readonly formats?: readonly string[]
  readonly why: string
}

const folder = new URL('./fixtures/', import.meta.url)
const manifest: readonly Expected[] = JSON.parse(
  readFileSync(new URL('manifest.json', folder), 'utf8'),
) as readonly Expected[]

describe('awkward files', () => {
  it('are there', () => {
    expect(manifest.length).toBeGreaterThan(25)
  })

  it.each(manifest.map((expected) => [expected.file, expected.why, expected] as const))(
    '%s (%s) reads as expected',
    async (file, _, expected) => {
      const { table, summary } = await read(new Uint8Array(readFileSync(new URL(file, folder))), {}, file)
      expect([table.rowCount, table.columns.length]).toEqual([expected.rows, expected.columns])
      expect(summary.encoding).toBe(expected.encoding ?? 'utf-8')
      if (expected.delimiter !== undefined) expect(summary.delimiter).toBe(expected.delimiter)
      if (expected.quote !== undefined) expect(summary.quote).toBe(expected.quote)
      expect(summary.header).toBe(expected.header ?? true)
      expect(summary.skippedLines).toBe(expected.skipped ?? summary.skippedLines)
      if (expected.formats !== undefined)
        expect(table.columns.map((column) => column.format.code)).toEqual(expected.formats)
      expect(new Set(table.columns.map((column) => column.name)).size).toBe(table.columns.length)
    },
  )
})
