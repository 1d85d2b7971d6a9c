/**
 * Compiles src/analysis/kernels/assembly/*.ts to WebAssembly and writes it, as base64, into
 * src/analysis/kernels/generated-kernels.ts, which is committed: no tool and no fetch is needed to
 * use it. With --check it writes nothing and fails when the committed file is not what the sources
 * give. Run from the repository: node scripts/run-ts.mjs scripts/build-kernels.ts
 */
import { readFile, writeFile } from 'node:fs/promises'
import { generateKernels } from './build-kernels.compile.ts'

const FILE = 'src/analysis/kernels/generated-kernels.ts'
const text = await generateKernels(process.cwd())
if (!process.argv.includes('--check')) {
  await writeFile(FILE, text)
} else if ((await readFile(FILE, 'utf8')) !== text) {
  console.error(`${FILE} is not what the sources give: run node scripts/run-ts.mjs scripts/build-kernels.ts`)
  process.exitCode = 1
}
