// Finds a Chromium for the end-to-end tests and the browser benchmark.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/**
 * Path of an executable Chromium, or undefined. CHROMIUM_PATH wins; a wrong one is an error, not a
 * reason to look elsewhere.
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names no file: ${chosen}`)
    return chosen
  }
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin', '/usr/local/bin', '/snap/bin')
  for (const name of NAMES) {
    for (const folder of folders) {
      if (folder && existsSync(`${folder}/${name}`)) return `${folder}/${name}`
    }
  }
  const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  if (existsSync(macOs)) return macOs
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** The same, after trying to install Debian's package where that needs no question: as root, with apt-get. */
export function findOrInstallChromium() {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium found: installing the package chromium.')
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    try {
      execFileSync('apt-get', ['update'], options)
      execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
    } catch (error) {
      console.log(`apt-get failed: ${error.message}`)
    }
  }
  return findChromium()
}

export const MISSING =
  'No Chromium found. Install one (Debian: apt-get install chromium; anywhere: npx playwright install chromium) ' +
  'or set CHROMIUM_PATH to its executable.'
