/** Chromium tells coarse device memory in GiB, 8 at most; the others tell nothing. */
interface WithDeviceMemory {
  readonly deviceMemory?: number
}

const GIB = 2 ** 30

/**
 * What the page may use for one file: half of what the device tells, 2 GiB where it tells nothing,
 * never more than 4 GiB (a browser tab's own limit on typed arrays is near that).
 */
export function memoryLimitBytes(device: WithDeviceMemory = navigator): number {
  const told = device.deviceMemory
  return told === undefined ? 2 * GIB : Math.min(4 * GIB, (told * GIB) / 2)
}
