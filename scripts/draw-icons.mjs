// Draws the icons of the installed page from one drawing: `node scripts/draw-icons.mjs`. The results are
// committed, so that a build needs no browser.
import { mkdirSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findChromium } from './find-chromium.mjs'

const folder = new URL('../public/icons/', import.meta.url)
const bars = `<g fill="#8b939c">
    <rect x="6" y="17" width="4" height="9" rx="1" />
    <rect x="12" y="13" width="4" height="13" rx="1" />
    <rect x="18" y="19" width="4" height="7" rx="1" />
  </g>
  <rect x="24" y="6" width="3" height="20" rx="1" fill="#ff7a4d" />`

/** The mark with its own round corners, as in the tab. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="7" fill="#1b1e22" />
  ${bars}
</svg>
`

/** Systems cut a shape out of it: the ground fills everything, and the mark keeps to the inner four fifths. */
const maskable = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" fill="#1b1e22" />
  <g transform="translate(16 16) scale(0.66) translate(-16.5 -16)">
  ${bars}
  </g>
</svg>
`

const drawings = [
  { name: 'icon-192', svg: icon, size: 192 },
  { name: 'icon-512', svg: icon, size: 512 },
  { name: 'maskable-192', svg: maskable, size: 192 },
  { name: 'maskable-512', svg: maskable, size: 512 },
  { name: 'apple-touch-icon', svg: maskable, size: 180 },
]

mkdirSync(folder, { recursive: true })
writeFileSync(new URL('icon.svg', folder), icon)
writeFileSync(new URL('maskable.svg', folder), maskable)
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
for (const { name, svg, size } of drawings) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>html, body { margin: 0; background: transparent } svg { display: block; width: ${size}px }</style>${svg}`,
  )
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, omitBackground: true })
  await page.close()
}
await browser.close()
