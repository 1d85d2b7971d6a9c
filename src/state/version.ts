/** Put in by the build. */
declare const FLAGSTONE_VERSION: string | undefined

/** The version of Flagstone that writes files and reports. */
export const VERSION = typeof FLAGSTONE_VERSION === 'undefined' ? 'unbuilt' : FLAGSTONE_VERSION
