/**
 * Writes the sample files of public/sample-data/: `node scripts/run-ts.mjs scripts/generate-samples.ts`.
 * Everything derives from one seed per file and from arithmetic that is the same on every machine, so the
 * files are the same to the byte; a test proves that the committed ones are what the script writes.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleFiles } from './generate-samples.files.ts'

const folder = join(process.cwd(), 'public', 'sample-data')
await mkdir(folder, { recursive: true })
for (const [name, text] of sampleFiles()) {
  await writeFile(join(folder, name), text)
  console.log(`${name}: ${text.length.toLocaleString('en-US')} characters`)
}
