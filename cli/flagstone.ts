import { FlagstoneError, UnreadableInputError, UsageError } from '../src/analysis/errors.ts'
import { openDataset } from '../src/analysis/pipeline/dataset.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './commands.ts'
import { ask } from './ask.ts'
import { compareOrRerun } from './compare.ts'
import { decisions } from './decisions.ts'
import { detect, openOptions, readSettings } from './detect.ts'
import { HELP } from './help.ts'
import { inspectReport, inspectText } from './inspect.ts'
import { createNodeHost } from './node-host.ts'
import { openInput } from './path-source.ts'
import { profile } from './profile.ts'
import { report } from './report.ts'
import { detectorList, detectorRegistry } from './detector-list.ts'
import { VERSION } from './version.ts'

const EXIT = { done: 0, failed: 1, usage: 2, unreadable: 3 } as const

async function run(command: Command, host: Host): Promise<string> {
  switch (command.command) {
    case 'help':
      return `${HELP}\n${detectorList()}`
    case 'version':
      return `${VERSION}\n`
    case 'detectors':
      return command.json ? `${JSON.stringify(detectorRegistry())}\n` : detectorList()
    case 'decisions':
      return await decisions(command)
    case 'report':
    case 'detect':
    case 'compare':
    case 'stability':
    case 'planted':
    case 'inspect':
    case 'profile':
    case 'ask':
      return await answer(command, host)
  }
}

async function answer(
  command: Exclude<Command, { command: 'help' | 'version' | 'detectors' | 'decisions' }>,
  host: Host,
): Promise<string> {
  const input = await openInput('detect' in command ? command.detect.input : command.input)
  try {
    if (command.command === 'report') return await report(command, input.source, host)
    if ('detect' in command) return await compareOrRerun(command, input.source, host)
    if (command.command === 'detect') return await detect(command, input.source, host)
    if (command.command === 'profile') return await profile(command, input.source, host)
    if (command.command === 'ask') return await ask(command, input.source, host)
    const { summary } = await openDataset(
      input.source,
      openOptions(await readSettings(command.settings)),
      host,
    )
    return command.json ? `${JSON.stringify(inspectReport(summary))}\n` : inspectText(summary)
  } finally {
    await input.close()
  }
}

function exitCode(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  return error instanceof UnreadableInputError ? EXIT.unreadable : EXIT.failed
}

function messageOf(error: unknown): string {
  if (error instanceof FlagstoneError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const host = createNodeHost()
try {
  const command = readArguments(process.argv.slice(2), !process.stdin.isTTY)
  const output = await run(command, host)
  host.done()
  process.stdout.write(output)
} catch (error) {
  host.done()
  process.stderr.write(`flagstone: ${messageOf(error)}\n`)
  process.exitCode = exitCode(error)
}
