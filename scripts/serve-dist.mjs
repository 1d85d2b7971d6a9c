// Serves dist/ as any static host would, below a sub-path: `node scripts/serve-dist.mjs 4319 /tools/flagstone/`.
// No rewriting, no special headers.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const port = Number(process.argv[2] ?? 4319)
const subPath = process.argv[3] ?? '/'
const folder = process.argv[4] ?? 'dist'

const server = createServer((request, response) => {
  const path = decodeURIComponent((request.url ?? '/').split('?')[0])
  const inside = path.startsWith(subPath) ? normalize(path.slice(subPath.length) || 'index.html') : '..'
  const file = join(folder, inside)
  const found = inside.startsWith('..') ? undefined : statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    return
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
  })
  createReadStream(file).pipe(response)
})
// Port 0: one that is free.
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}${subPath}`))
