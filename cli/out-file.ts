import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { extname } from 'node:path'
import { finished } from 'node:stream/promises'
import { UsageError } from '../src/analysis/errors.ts'
import { EXPORT_FORMATS, type ExportFormat, type Sink } from '../src/analysis/export/table-writer.ts'
import { callersPath } from './path-source.ts'

/**
 * The format that a file's name asks for: `.xlsx`, `.parquet` or `.json`; anything else is CSV.
 *
 * @throws UsageError for `.xls` and `.ods`, which would hold something else than they say
 */
export function formatOf(path: string): ExportFormat {
  const ending = extname(path).slice(1).toLowerCase()
  if (ending === 'xls' || ending === 'ods') {
    const message = `--out ${path}: Flagstone writes .xlsx, .parquet, .csv and .json files, and no .${ending}.`
    throw new UsageError('wrong-usage', message, { path })
  }
  return EXPORT_FORMATS.find((format) => format === ending) ?? 'csv'
}

/** Writes a file piece by piece, waiting where the disk is slower. */
export async function toFile<T>(path: string, write: (sink: Sink) => Promise<T>): Promise<T> {
  const stream = createWriteStream(callersPath(path))
  const done = finished(stream)
  done.catch(() => undefined) // told by the await below, also when writing fails first
  const result = await write(async (bytes) => {
    if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done])
  })
  stream.end()
  await done
  return result
}
