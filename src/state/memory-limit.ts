const GIB = 2 ** 30

/**
 * What the page may use for one file: half of what the device tells (Chromium: coarse, in GiB, 8
 * at most), 2 GiB where it tells nothing; never more than 4 GiB, near which a tab's own limit is.
 */
export function memoryLimitBytes(device: object = thisDevice()): number {
  const told = 'deviceMemory' in device ? device.deviceMemory : undefined
  return typeof told === 'number' && told > 0 ? Math.min(4 * GIB, (told * GIB) / 2) : 2 * GIB
}

function thisDevice(): object {
  return typeof navigator === 'undefined' ? {} : navigator
}
