import { NEIGHBOURS_BALLS } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'
import { BLOCK, plainSummer, type Balls, type BallSummer } from './neighbour-balls.ts'

/**
 * A summer by the WebAssembly kernel with the balls in its memory, or by its plain twin where WebAssembly or its
 * vectors are refused or memory is short; the sums are the same to the bit. Kept beside the balls.
 */
export function summerFor(balls: Balls): BallSummer {
  const kept = summers.get(balls)
  if (kept !== undefined) return kept
  const summer = kernelSummer(balls) ?? plainSummer(balls)
  summers.set(balls, summer)
  return summer
}

const summers = new WeakMap<Balls, BallSummer>()

/** Below lies what the compiler may use. */
const FIRST_BYTE = 131_072

/** @returns null where the kernel cannot be had */
export function kernelSummer({
  columns,
  subsets,
  size,
  centres,
  radii,
  isolation,
}: Balls): BallSummer | null {
  const kernel = instantiate()
  const radiiAt = FIRST_BYTE + centres.byteLength
  const isolationAt = radiiAt + radii.byteLength
  const blockAt = Math.ceil((isolationAt + isolation.byteLength) / 16) * 16
  const sumsAt = blockAt + columns * BLOCK * 4
  const end = sumsAt + BLOCK * 8
  if (kernel === null || end > MOST_BYTES || kernel.reserve(end) === 0) return null
  const { buffer } = kernel.memory
  new Float32Array(buffer, FIRST_BYTE, centres.length).set(centres)
  new Float32Array(buffer, radiiAt, radii.length).set(radii)
  new Float32Array(buffer, isolationAt, isolation.length).set(isolation)
  const found = new Float64Array(buffer, sumsAt, BLOCK)
  return {
    block: new Float32Array(buffer, blockAt, columns * BLOCK),
    sum(rows, sums) {
      const at = [FIRST_BYTE, radiiAt, isolationAt]
      kernel.sumIsolation(...at, subsets, size, columns, blockAt, BLOCK, rows, sumsAt)
      sums.set(found.subarray(0, rows))
    },
  }
}

const MOST_BYTES = 4_294_901_760

interface Kernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  sumIsolation(...args: number[]): void
}

const instantiate = kernelModule<Kernel>(NEIGHBOURS_BALLS)
