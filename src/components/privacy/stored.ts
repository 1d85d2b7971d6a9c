/** Something that this page keeps in the browser. */
export interface StoredThing {
  readonly what: string
  readonly where: string
  /** In words: how much of it there is. */
  readonly amount: string
}

/** Local storage of this page, by the start of the key. */
const KEYS: readonly (readonly [start: string, what: string])[] = [
  ['flagstone-tour', 'That the tour was shown'],
  ['flagstone-', 'Sizes of panels and choices of the page'],
  ['mantine-color-scheme', 'Light or dark colours'],
  ['react-resizable-panels', 'Sizes of panels'],
]

/** What is found in the browser's stores of this origin; stores that refuse are left out. */
export async function storedThings(formatBytes: (n: number) => string): Promise<readonly StoredThing[]> {
  const parts = await Promise.all([keptFiles(), databases(), privateFiles(formatBytes)])
  return [...localThings(), ...parts.flat()]
}

/** Bytes that the browser counts for this origin, and how many it would allow; null where it does not say. */
export async function storageSize(): Promise<{ readonly used: number; readonly most: number } | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate()
    return usage === undefined || quota === undefined ? null : { used: usage, most: quota }
  } catch {
    return null
  }
}

function localThings(): StoredThing[] {
  const found = new Map<string, number>()
  try {
    for (const key of Object.keys(localStorage)) {
      const what = KEYS.find(([start]) => key.startsWith(start))?.[1] ?? `Another page of this server: ${key}`
      found.set(what, (found.get(what) ?? 0) + 1)
    }
  } catch {
    return []
  }
  return [...found].map(([what, n]) => ({
    what,
    where: 'Local storage',
    amount: n === 1 ? '1 entry' : `${n} entries`,
  }))
}

async function keptFiles(): Promise<StoredThing[]> {
  const scope = new URL('./', document.baseURI).href
  try {
    let files = 0
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys()
      files += requests.filter(({ url }) => url.startsWith(scope)).length
    }
    if (files === 0) return []
    return [
      {
        what: 'The page itself, for use without a network; no data of yours',
        where: 'Cache storage',
        amount: `${files} files`,
      },
    ]
  } catch {
    return []
  }
}

async function databases(): Promise<StoredThing[]> {
  try {
    const all = await indexedDB.databases()
    return all.map(({ name }) => ({
      what: `Sessions: settings, decisions and views (${name ?? 'without a name'})`,
      where: 'IndexedDB',
      amount: '1 database',
    }))
  } catch {
    return []
  }
}

async function privateFiles(formatBytes: (n: number) => string): Promise<StoredThing[]> {
  try {
    const found = await filesIn(await navigator.storage.getDirectory(), 0)
    if (found.files === 0) return []
    return [
      {
        what: 'Files that you opened and fitted models, so that a session can go on',
        where: 'Private file system of this page',
        amount: `${found.files === 1 ? '1 file' : `${found.files} files`}, ${formatBytes(found.bytes)}`,
      },
    ]
  } catch {
    return []
  }
}

async function filesIn(
  folder: FileSystemDirectoryHandle,
  depth: number,
): Promise<{ files: number; bytes: number }> {
  const sum = { files: 0, bytes: 0 }
  for await (const handle of folder.values()) {
    if (handle instanceof FileSystemFileHandle) {
      sum.files++
      sum.bytes += (await handle.getFile()).size
    } else if (handle instanceof FileSystemDirectoryHandle && depth < 4) {
      const inner = await filesIn(handle, depth + 1)
      sum.files += inner.files
      sum.bytes += inner.bytes
    }
  }
  return sum
}
