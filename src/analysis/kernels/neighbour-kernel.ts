import { NEIGHBOURS } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'
import { NOWHERE, plainSearcher, type NeighbourSearcher } from './neighbour-search.ts'
import type { NeighbourTree } from './neighbour-tree.ts'

/**
 * A searcher by the WebAssembly kernel with the tree in its memory, or by its plain twin where WebAssembly or its
 * vectors are refused or memory is short; what is found is the same to the bit.
 */
export function searcherOf(tree: NeighbourTree): NeighbourSearcher {
  return kernelSearcher(tree) ?? plainSearcher(tree)
}

/** Queries that walk the tree side by side: as long as boxes part them, fewer; where all is near to all, more. */
const GROUP_NARROW = 4
const GROUP_WIDE = 16
const WIDE_COLUMNS = 24
/** Differences of values between two pauses, were every point looked at: some 10 to 50 ms. */
const SLICE_WORK = 3e8
/** Below lies the kernel's own scratch and what the compiler may use. */
const FIRST_BYTE = 65536 * 2

/** @returns null where the kernel cannot be had */
export function kernelSearcher(tree: NeighbourTree): NeighbourSearcher | null {
  const kernel = instantiate()
  if (kernel === null) return null
  const { columns, leaves, levels } = tree
  const group = columns >= WIDE_COLUMNS ? GROUP_WIDE : GROUP_NARROW
  const slice = Math.max(
    group,
    Math.floor(SLICE_WORK / (columns * Math.max(1000, tree.rows)) / group) * group,
  )
  const tableAt = FIRST_BYTE
  const leavesAt = aligned(tableAt + levels.length * 4)
  let end = leavesAt + leaves.byteLength
  const levelAt = levels.map(({ boxes }) => {
    const at = aligned(end)
    end = at + boxes.byteLength
    return at
  })
  const queriesAt = aligned(end)
  if (!reserve(kernel, queriesAt)) return null
  new Uint32Array(kernel.memory.buffer, tableAt, levels.length).set(levelAt)
  new Float32Array(kernel.memory.buffer, leavesAt, leaves.length).set(leaves)
  for (const [i, { boxes }] of levels.entries())
    new Float32Array(kernel.memory.buffer, levelAt[i], boxes.length).set(boxes)
  kernel.setTree(columns, leavesAt, levels.length, tableAt)

  return {
    search(queries, count, k, distances, places, between) {
      const step = Math.max(1, Math.min(count, Math.floor(ROOM_BYTES / (columns * 4 + k * 8))))
      const homesAt = aligned(queriesAt + step * columns * 4)
      const distancesAt = aligned(homesAt + step * 4)
      const placesAt = aligned(distancesAt + step * k * 4)
      if (!reserve(kernel, placesAt + step * k * 4)) {
        plainSearcher(tree).search(queries, count, k, distances, places, between)
        return
      }
      const { buffer } = kernel.memory
      const room = new Float32Array(buffer, queriesAt, step * columns)
      const found = new Float32Array(buffer, distancesAt, step * k)
      const foundPlaces = new Uint32Array(buffer, placesAt, step * k)
      const homes = new Uint32Array(buffer, homesAt, step)
      for (let start = 0; start < count; start += step) {
        const rows = Math.min(step, count - start)
        room.set(queries.subarray(start * columns, (start + rows) * columns))
        kernel.locate(queriesAt, rows, homesAt)
        const turns = orderByHome(homes, rows)
        for (let i = 0; i < rows; i++) {
          const from = (start + turns[i]!) * columns
          for (let c = 0; c < columns; c++) room[i * columns + c] = queries[from + c]!
          const list = (start + turns[i]!) * k
          for (let j = 0; j < k; j++) found[i * k + j] = distances[list + j]!
        }
        foundPlaces.fill(NOWHERE, 0, rows * k)
        for (let from = 0; from < rows; from += slice) {
          between(start + from)
          const some = Math.min(slice, rows - from)
          const lists = from * k * 4
          kernel.search(queriesAt + from * columns * 4, some, group, k, distancesAt + lists, placesAt + lists)
        }
        for (let i = 0; i < rows; i++) {
          const list = (start + turns[i]!) * k
          for (let j = 0; j < k; j++) {
            distances[list + j] = found[i * k + j]!
            places[list + j] = foundPlaces[i * k + j]!
          }
        }
      }
      between(count)
    },
  }
}

/** Memory for queries and what is found for them. */
const ROOM_BYTES = 16_777_216

/** Queries in the order of their leaves, so that those that follow one another need the same part of the tree. */
function orderByHome(homes: Uint32Array, rows: number): Uint32Array {
  const keys = new Float64Array(rows)
  for (let i = 0; i < rows; i++) keys[i] = homes[i]! * rows + i
  keys.sort()
  const turns = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) turns[i] = keys[i]! % rows
  return turns
}

function aligned(at: number): number {
  return Math.ceil(at / 16) * 16
}

interface Kernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  setTree(columns: number, leaves: number, levels: number, levelTable: number): void
  locate(queries: number, count: number, homes: number): void
  search(queries: number, count: number, group: number, k: number, distances: number, places: number): void
}

function reserve(kernel: Kernel, bytes: number): boolean {
  return bytes < 4_294_901_760 && kernel.reserve(bytes) === 1
}

const instantiate = kernelModule<Kernel>(NEIGHBOURS)
