import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Larger than any file of the page; one that grows past it fails the build and is not left out in silence. */
const LARGEST_FILE = 16 * 1024 * 1024

/**
 * A service worker that keeps every file of the built page, samples and parts that load late included, so that
 * the page works without a network after its first visit; and the manifest that lets it be installed. All
 * addresses are relative: it works in any folder of any static host. The page registers the worker itself
 * (`src/components/offline`), and a new version waits until the user takes it.
 */
export function offlineCopy(): Plugin[] {
  return VitePWA({
    strategies: 'generateSW',
    registerType: 'prompt',
    injectRegister: false,
    filename: 'sw.js',
    // They are among the files that are kept already.
    includeManifestIcons: false,
    manifest: {
      id: './',
      name: 'Flagstone',
      short_name: 'Flagstone',
      description:
        'Find the rows of a transaction file that do not fit, and why. Everything happens in your browser.',
      lang: 'en',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#f6f7f8',
      theme_color: '#1b1e22',
      categories: ['business', 'finance', 'productivity'],
      icons: [
        { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
        { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*'],
      globIgnores: ['.vite/**', '_headers', 'sw.js', 'manifest.webmanifest', '**/*.map'],
      maximumFileSizeToCacheInBytes: LARGEST_FILE,
      // The folder itself is the page, whatever stands behind a `?`. Other addresses are the host's to answer.
      navigateFallback: null,
      ignoreURLParametersMatching: [/.*/],
      // The page that is open when the worker has its files is served by it from then on: workers that start
      // later (after Cancel) need no network either.
      clientsClaim: true,
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
    devOptions: { enabled: false },
  })
}
