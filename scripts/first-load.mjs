/**
 * Reports the JavaScript that loads before the first screen can be used (the page's entry with
 * everything it imports statically, and the workers that start with it), and fails above
 * the limit. Run after `vite build`.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 250
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const files = new Set()
const visit = (key) => {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return
  files.add(chunk.file)
  chunk.imports?.forEach(visit)
}
const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry)
if (entries.length === 0) throw new Error('The manifest names no entry: was the page built?')
entries.forEach(visit)
files.add('color-scheme.js')
const workers = readdirSync(new URL('assets/', dist)).filter((name) =>
  /^(engine|pool)\.worker-.*\.js$/.test(name),
)
workers.forEach((name) => files.add(`assets/${name}`))

const sizes = [...files].map((file) => ({
  file,
  kb: gzipSync(readFileSync(new URL(file, dist))).length / 1024,
}))
const total = sizes.reduce((sum, { kb }) => sum + kb, 0)
console.log('JavaScript before the first screen (gzip):')
for (const { file, kb } of sizes.sort((a, b) => b.kb - a.kb))
  console.log(`  ${kb.toFixed(1).padStart(7)} KB  ${file}`)
console.log(`  ${total.toFixed(1).padStart(7)} KB  in all, limit ${LIMIT_KB} KB`)
if (total > LIMIT_KB) {
  console.error(`First load is ${(total - LIMIT_KB).toFixed(1)} KB above the limit: load something later.`)
  process.exitCode = 1
}
