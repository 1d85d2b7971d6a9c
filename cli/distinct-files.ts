import { realpath } from 'node:fs/promises'
import { UsageError } from '../src/analysis/errors.ts'
import type { DetectCommand } from './commands.ts'
import { callersPath } from './path-source.ts'

/**
 * Refuses to write over a file that is read, or two results into one file: the input is read again while
 * results are written, and would be lost.
 *
 * @throws UsageError `same-file`
 */
export async function distinctFiles(command: DetectCommand): Promise<void> {
  const { input, settings, decisions, out, scores, totals, curves } = command
  const taken = new Map<string, string>()
  const read: [string, string | undefined][] = [
    ['the input', input === '-' ? undefined : input],
    ['--settings', settings],
    ['--decisions', decisions],
  ]
  for (const [what, path] of read) if (path !== undefined) taken.set(await realName(path), what)
  const written: [string, string | undefined][] = [
    ['--out', out],
    ['--scores', scores],
    ['--totals', totals],
    ['--curves', curves],
  ]
  for (const [flag, path] of written) {
    if (path === undefined) continue
    const name = await realName(path)
    const other = taken.get(name)
    if (other !== undefined && !name.startsWith('/dev/')) {
      const message = `${flag} ${path} is the same file as ${other}. Name another file for ${flag}.`
      throw new UsageError('same-file', message, { path })
    }
    taken.set(name, flag)
  }
}

/** Where a path leads, links followed; the path itself where there is no file yet. */
async function realName(path: string): Promise<string> {
  const full = callersPath(path)
  return realpath(full).catch(() => full)
}
