/** Where the tests find the built site: below a sub-path, so that an absolute address in it would break. */
export const PORT = Number(process.env['FLAGSTONE_E2E_PORT'] ?? 4319)
export const SUB_PATH = '/tools/flagstone/'
export const ORIGIN = `http://127.0.0.1:${PORT}`
export const BASE_URL = `${ORIGIN}${SUB_PATH}`
