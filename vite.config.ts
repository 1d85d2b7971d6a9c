import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import packageJson from './package.json' with { type: 'json' }
import { contentSecurityPolicy } from './scripts/content-security-policy.ts'
import { offlineCopy } from './scripts/offline-copy.ts'

export default defineConfig({
  // Relative addresses: the built folder works under any sub-path of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicy(), offlineCopy()],
  // Plotly's dependencies speak of Node's global object. What is written names the version that wrote it.
  define: { global: 'globalThis', FLAGSTONE_VERSION: JSON.stringify(packageJson.version) },
  resolve: {
    alias: {
      // Plotly requires it for maps, which are not in our bundle.
      'maplibre-gl/dist/maplibre-gl.css': fileURLToPath(
        new URL('./src/components/theme/empty.css', import.meta.url),
      ),
    },
  },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The polyfill is for browsers that lack module workers too.
    modulePreload: { polyfill: false },
    manifest: true,
    // Plotly is over the default and loads late; the first load is checked by scripts/first-load.mjs.
    chunkSizeWarningLimit: 2500,
  },
  // A worker's dependencies are found late: without this the first run in development reloads the page.
  optimizeDeps: { include: ['comlink', 'papaparse', 'ml-isolation-forest', 'hucre'] },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', port: 4173, strictPort: false },
})
