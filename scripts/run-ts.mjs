// Runs a TypeScript file of this repository in Node: `node scripts/run-ts.mjs bench/score.ts …`.
// Bundles it with esbuild first, because Node 20 does not read TypeScript.
import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { build } from 'esbuild'

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('usage: node scripts/run-ts.mjs FILE [arguments]')
  process.exit(2)
}
const outfile = `.cache/run-ts/${basename(file).replace(/\.ts$/, '')}-${process.pid}.mjs`
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
})
const child = spawn(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' })
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0)
})
