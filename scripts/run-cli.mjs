// `npm run -s flagstone -- …`: the command line straight from the sources. The bundle is kept in a cache
// folder and made again when a source is newer.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildCli } from './build-cli.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}node_modules/.cache/flagstone`
const bundle = `${folder}/flagstone.mjs`
const list = `${folder}/inputs.json`

if (await isStale()) {
  await mkdir(folder, { recursive: true })
  // Written beside and moved into place, so that two at once do not read half a file.
  const fresh = `${folder}/flagstone-${process.pid}.mjs`
  const inputs = await buildCli(fresh)
  await writeFile(
    `${list}.${process.pid}`,
    JSON.stringify([...inputs, 'package.json', 'scripts/build-cli.mjs']),
  )
  await rename(`${list}.${process.pid}`, list)
  await rename(fresh, bundle)
}

const child = spawn(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 128)
})

async function isStale() {
  try {
    const { mtimeMs } = await stat(bundle)
    const inputs = JSON.parse(await readFile(list, 'utf8'))
    const times = await Promise.all(inputs.map(async (input) => (await stat(root + input)).mtimeMs))
    return times.some((time) => time > mtimeMs)
  } catch {
    return true
  }
}
