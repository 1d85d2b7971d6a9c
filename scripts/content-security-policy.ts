import type { Plugin } from 'vite'

/**
 * Nothing but the page's own files: no request can leave for another origin. Styles are inline
 * because the component kit and the plots set them; scripts never are.
 */
export const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ')

/** The same for hosts that read a `_headers` file, with what a `<meta>` cannot say. */
const HEADERS = `/*
  Content-Security-Policy: ${POLICY}; frame-ancestors 'self'; form-action 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=()
  Cross-Origin-Opener-Policy: same-origin
`

/** Puts the policy into the built page; the development server needs inline scripts and stays without. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'flagstone:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
      { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: HEADERS })
    },
  }
}
