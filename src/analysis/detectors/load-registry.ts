/** The detectors are loaded apart from the rest, so that a page can be used before all of them are there. */
export function loadRegistry() {
  return import('./registry.ts')
}
