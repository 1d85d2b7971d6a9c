import { build } from 'esbuild'
import { chmod, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Bundles the command line into one file that needs nothing but Node.
 *
 * @param {string} outfile
 */
export async function buildCli(outfile) {
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['cli/flagstone.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    define: { FLAGSTONE_VERSION: JSON.stringify(version) },
    legalComments: 'eof',
    logLevel: 'warning',
    metafile: true,
  })
  await chmod(outfile, 0o755)
  return Object.keys(result.metafile.inputs)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildCli(`${root}dist-cli/flagstone.js`)
  console.log('dist-cli/flagstone.js')
}
