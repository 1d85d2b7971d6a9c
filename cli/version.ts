/** Put in by the build. */
declare const FLAGSTONE_VERSION: string | undefined

export const VERSION = typeof FLAGSTONE_VERSION === 'undefined' ? 'unbuilt' : FLAGSTONE_VERSION
