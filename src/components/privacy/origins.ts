import type { Request } from '../../state/requests.ts'

/** Where requests went, and who asked. */
export interface OriginRow {
  /** As in `https://example.org`; for what never leaves the browser its scheme, as in `blob:`. */
  readonly origin: string
  /** The page's own origin, another one, or an address inside the browser. */
  readonly kind: 'own' | 'other' | 'inside'
  readonly requests: number
  readonly bytes: number
  /** Requests by who made them, in the order of their first one. */
  readonly by: readonly (readonly [who: string, requests: number])[]
}

/** Requests by origin: others first, because they are what to look for; then the page's own. */
export function byOrigin(requests: readonly Request[], own: string): readonly OriginRow[] {
  const rows = new Map<string, { requests: number; bytes: number; by: Map<string, number> }>()
  for (const { url, bytes, by } of requests) {
    const origin = originOf(url)
    const row = rows.get(origin) ?? { requests: 0, bytes: 0, by: new Map<string, number>() }
    row.requests++
    row.bytes += bytes
    row.by.set(by, (row.by.get(by) ?? 0) + 1)
    rows.set(origin, row)
  }
  return [...rows]
    .map(([origin, { requests, bytes, by }]) => ({
      origin,
      kind: kindOf(origin, own),
      requests,
      bytes,
      by: [...by],
    }))
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || b.requests - a.requests)
}

/** Requests that left for somewhere else than the page's own origin. */
export function toOthers(rows: readonly OriginRow[]): number {
  return rows.reduce((sum, { kind, requests }) => sum + (kind === 'other' ? requests : 0), 0)
}

const ORDER = { other: 0, own: 1, inside: 2 } as const
const INSIDE = ['blob:', 'data:', 'about:']

function originOf(url: string): string {
  const scheme = INSIDE.find((start) => url.startsWith(start))
  if (scheme !== undefined) return scheme
  try {
    return new URL(url).origin
  } catch {
    return url
  }
}

function kindOf(origin: string, own: string): OriginRow['kind'] {
  return origin === own ? 'own' : INSIDE.includes(origin) ? 'inside' : 'other'
}
