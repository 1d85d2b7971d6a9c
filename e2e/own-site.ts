import { spawn } from 'node:child_process'
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SUB_PATH } from './site.ts'

export interface OwnSite {
  readonly url: string
  /** Serves what browsers take for another version from now on. */
  publish(): Promise<void>
  close(): Promise<void>
}

/** A copy of the built site with a server of its own, so that a test can change what is served. */
export async function serveCopy(): Promise<OwnSite> {
  const folder = await mkdtemp(join(tmpdir(), 'flagstone-site-'))
  await cp(process.env['FLAGSTONE_E2E_DIST'] ?? 'dist', folder, { recursive: true })
  const server = spawn(process.execPath, ['scripts/serve-dist.mjs', '0', SUB_PATH, folder])
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
    server.once('exit', () => reject(new Error('the server of the copy did not start')))
  })
  return {
    url,
    publish: () => appendFile(join(folder, 'sw.js'), '\n// another version\n'),
    async close() {
      server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
