/** Which tab works on a session: whoever holds its lock. Where the browser has no locks, every tab may. */
let release: (() => void) | null = null
/** Counts holds, so that a lock that comes too late is let go at once. */
let holds = 0

const nameOf = (id: string) => `flagstone-session-${id}`

/**
 * Takes the lock of a session, and lets the one before go.
 *
 * @param steal take it from another tab
 * @param onLost another tab has taken it
 * @returns whether it is ours; false: another tab has it
 */
export async function holdSession(id: string, steal: boolean, onLost: () => void): Promise<boolean> {
  letGo()
  if (!('locks' in navigator)) return true
  const mine = ++holds
  return new Promise((resolve) => {
    const options: LockOptions = steal ? { steal: true } : { ifAvailable: true }
    let held = false
    navigator.locks
      .request(nameOf(id), options, (lock) => {
        held = lock !== null && mine === holds
        resolve(held)
        return held ? new Promise<void>((done) => (release = done)) : undefined
      })
      .catch(() => {
        // Refused, or taken away by another tab.
        resolve(false)
        if (held && mine === holds) onLost()
      })
  })
}

export function letGo(): void {
  holds++
  release?.()
  release = null
}

/** Sessions that some tab works on. */
export async function heldSessions(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  const start = nameOf('')
  return new Set(held.flatMap(({ name }) => (name?.startsWith(start) ? [name.slice(start.length)] : [])))
}
