import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds wrong in the page as it stands, one line per rule: all rules in light colours, and what
 * colours can change, their contrast, in dark ones too.
 */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page, colorScheme)
    // In the page itself: it has no frames, and the other way opens a page for each scan.
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    const results = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
    for (const { id, nodes } of results.violations)
      found.push(`${id}, ${colorScheme}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }
  return found
}

/** The colours follow a moment after the wish for them is heard, and some of them by a transition. */
async function settled(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
        .map((animation) => animation.finished),
    ),
  )
}
