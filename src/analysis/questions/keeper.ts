import type { Work } from '../work.ts'

/** Keeps results of costly computations until they take more memory than they may. */
export interface Keeper {
  kept<T>(key: string, make: () => Work<T>): Work<T>
}

const BUDGET_BYTES = 256 * 1024 * 1024
const OBJECT_BYTES = 64

/**
 * A store of results by key. When all of them together are larger than the budget, those that were not
 * asked for the longest go first; the latest one stays even when it alone is larger.
 *
 * @param budgetBytes of typed arrays, an estimate
 */
export function createKeeper(budgetBytes = BUDGET_BYTES): Keeper {
  const held = new Map<string, { readonly value: unknown; readonly bytes: number }>()
  let total = 0
  return {
    *kept<T>(key: string, make: () => Work<T>): Work<T> {
      const known = held.get(key)
      if (known !== undefined) {
        held.delete(key)
        held.set(key, known)
        // A key is only ever set by the lines below, with what its own `make` returned.
        return known.value as T
      }
      const value = yield* make()
      const bytes = bytesOf(value)
      held.set(key, { value, bytes })
      total += bytes
      for (const [oldest, entry] of held) {
        if (total <= budgetBytes || oldest === key) break
        held.delete(oldest)
        total -= entry.bytes
      }
      return value
    },
  }
}

/** Counts typed arrays, also a few levels down; other things for a trifle. */
function bytesOf(value: unknown, depth = 3): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value !== 'object' || value === null || depth === 0) return OBJECT_BYTES
  let bytes = OBJECT_BYTES
  for (const part of Object.values(value) as unknown[]) bytes += bytesOf(part, depth - 1)
  return bytes
}
