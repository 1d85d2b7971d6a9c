/**
 * Takes every way out of a worker away before anything else runs in it. A policy in the page's
 * `<meta>` does not reach a worker that was loaded from the network, and on a host that sends no
 * headers nothing else would stop a request from here. Imported first by every worker.
 */
const WAYS_OUT = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'RTCDataChannel',
  'importScripts',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'caches',
  'CacheStorage',
  'Cache',
  'BackgroundFetchManager',
  'PushManager',
  'ServiceWorkerContainer',
  'Notification',
  'FontFace',
  'fonts',
]

for (const name of WAYS_OUT) removeEverywhere(globalThis, name)

// Members of the worker's navigator that can reach a server.
const workerNavigator: unknown = Reflect.get(globalThis, 'navigator')
if (typeof workerNavigator === 'object' && workerNavigator !== null) {
  for (const name of ['sendBeacon', 'serviceWorker', 'storageBuckets', 'connection'])
    removeEverywhere(workerNavigator, name)
}

/** Hides a property on the object and on everything it inherits from, so that no prototype hands it out again. */
function removeEverywhere(target: object, name: string): void {
  for (let holder: object | null = target; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
    const own = Reflect.getOwnPropertyDescriptor(holder, name)
    if (own === undefined && holder !== target) continue
    if (own !== undefined && own.configurable !== true && own.writable !== true) continue
    const frozen = { value: undefined, writable: false, enumerable: false, configurable: false }
    if (own !== undefined && own.configurable !== true) Reflect.set(holder, name, undefined)
    else Reflect.defineProperty(holder, name, frozen)
  }
}

export {}
