import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import asc from 'assemblyscript/asc'
import { encodeBase64 } from '../src/analysis/math/base64.ts'

/** `simd`: fixed-width vectors, which not every engine allows. */
const KERNELS = [
  { constant: 'CROSS_PRODUCTS', source: 'cross-products.ts', features: ['--enable', 'simd'] },
  { constant: 'DENSE_LAYERS', source: 'dense-layers.ts', features: ['--enable', 'simd'] },
  { constant: 'DIRECTIONS', source: 'directions.ts', features: ['--enable', 'simd'] },
  { constant: 'FOREST_WALK', source: 'forest-walk.ts', features: [] },
  { constant: 'LEAF_TABLES', source: 'leaf-tables.ts', features: [] },
  { constant: 'NEIGHBOURS', source: 'neighbours.ts', features: ['--enable', 'simd'] },
  { constant: 'NEIGHBOURS_BALLS', source: 'neighbours-balls.ts', features: ['--enable', 'simd'] },
  { constant: 'POINT_DISTANCES', source: 'point-distances.ts', features: ['--enable', 'simd'] },
  { constant: 'HYPERPLANE_WALK', source: 'hyperplane-walk.ts', features: [] },
]

/** The text of the generated file, from the sources as they are now. */
export async function generateKernels(root: string): Promise<string> {
  const lines = [
    '// Written by scripts/build-kernels.ts from assembly/*.ts; do not edit. `node scripts/run-ts.mjs',
    '// scripts/build-kernels.ts` writes it anew, and a test proves that it is what the sources give.',
  ]
  for (const kernel of KERNELS) {
    const bytes = await compile(root, kernel.source, kernel.features)
    lines.push('', `/** ${kernel.source}: ${bytes.length} bytes of WebAssembly. */`)
    lines.push(`export const ${kernel.constant} =`, `  '${encodeBase64(bytes)}'`)
  }
  return `${lines.join('\n')}\n`
}

async function compile(root: string, source: string, features: readonly string[]): Promise<Uint8Array> {
  const written: Uint8Array[] = []
  const base = `${root}/src/analysis/kernels/assembly`
  const options = ['--outFile', 'kernel.wasm', '--runtime', 'stub', '--noAssert', '--optimize']
  // The first 64 KB belong to the tree being walked.
  const limits = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--memoryBase', '65536']
  const stderr = asc.createMemoryStream()
  const { error } = await asc.main([source, ...options, ...limits, ...features], {
    readFile: async (name) => (basename(name) === source ? readFile(`${base}/${source}`, 'utf8') : null),
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') written.push(contents)
    },
    listFiles: () => [],
    stderr,
  })
  const bytes = written[0]
  if (error !== null || bytes === undefined)
    throw new Error(`${source} does not compile:\n${stderr.toString()}`)
  return bytes
}
