import { parseArgs } from 'node:util'
import { didYouMean } from '../src/analysis/nearest-name.ts'
import { given, inputOf, keyValues, listOf, number, parsed, wholeNumber, wrong } from './argument-values.ts'
import type { Command, DetectCommand } from './commands.ts'
import { CUT_OPTIONS, readCut } from './cut-options.ts'
import { readPreparation } from './preparation.ts'

const COMMON = {
  json: { type: 'boolean' },
  settings: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

const DETECTORS = { json: COMMON.json, help: COMMON.help, version: COMMON.version }

const DETECT = {
  ...COMMON,
  detector: { type: 'string' },
  params: { type: 'string', multiple: true },
  ...CUT_OPTIONS,
  seed: { type: 'string' },
  features: { type: 'string' },
  prepare: { type: 'string', multiple: true },
  'fit-on': { type: 'string' },
  sample: { type: 'string' },
  decisions: { type: 'string' },
  out: { type: 'string' },
  scores: { type: 'string' },
  totals: { type: 'string' },
  label: { type: 'string' },
  positive: { type: 'string' },
  negative: { type: 'string' },
  beta: { type: 'string' },
  k: { type: 'string' },
  curves: { type: 'string' },
  verbatim: { type: 'boolean' },
} as const

/** What says how the rows are ranked, without what says what is written. */
const RANKED = {
  ...COMMON,
  detector: DETECT.detector,
  params: DETECT.params,
  ...CUT_OPTIONS,
  seed: DETECT.seed,
  features: DETECT.features,
  prepare: DETECT.prepare,
  'fit-on': DETECT['fit-on'],
  sample: DETECT.sample,
} as const

const COMPARE = {
  ...RANKED,
  detectors: { type: 'string' },
  label: DETECT.label,
  positive: DETECT.positive,
  negative: DETECT.negative,
} as const

const STABILITY = { ...RANKED, seeds: { type: 'string' } } as const

const PLANTED = { ...RANKED, planted: { type: 'string' }, rounds: { type: 'string' } } as const

const DECISIONS = {
  json: COMMON.json,
  help: COMMON.help,
  version: COMMON.version,
  verify: { type: 'boolean' },
  of: { type: 'string' },
  head: { type: 'string' },
} as const

const REPORT = {
  ...RANKED,
  decisions: DETECT.decisions,
  label: DETECT.label,
  positive: DETECT.positive,
  negative: DETECT.negative,
  out: DETECT.out,
  title: { type: 'string' },
  by: { type: 'string' },
  rows: { type: 'string' },
  without: { type: 'string' },
} as const

const ASK = {
  ...COMMON,
  ranked: { type: 'boolean' },
  'per-row': { type: 'boolean' },
} as const

const COMMANDS = [
  'detect',
  'compare',
  'stability',
  'planted',
  'inspect',
  'profile',
  'ask',
  'detectors',
  'decisions',
  'report',
]

/**
 * Reads the command line.
 *
 * @param args without `node` and the script
 * @param stdinIsPiped whether something is fed to standard input, which is then read when no file is named
 * @throws UsageError that says what to write instead
 */
export function readArguments(args: readonly string[], stdinIsPiped: boolean): Command {
  const [command, ...rest] = args
  if (command === undefined) throw wrong('Say what to do: flagstone detect FILE or flagstone inspect FILE.')
  if (command === 'help' || command === '--help' || command === '-h') return { command: 'help' }
  if (command === '--version' || command === '-V') return { command: 'version' }
  if (command === 'detect') return readDetect(rest, stdinIsPiped)
  if (command === 'compare') return readCompare(rest, stdinIsPiped)
  if (command === 'stability') return readStability(rest, stdinIsPiped)
  if (command === 'planted') return readPlanted(rest, stdinIsPiped)
  if (command === 'inspect' || command === 'profile') return readLook(command, rest, stdinIsPiped)
  if (command === 'ask') return readAsk(rest)
  if (command === 'detectors') return readDetectors(rest)
  if (command === 'decisions') return readDecisions(rest)
  if (command === 'report') return readReport(rest, stdinIsPiped)
  const near = didYouMean(command, COMMANDS)
  throw wrong(`There is no command ${command}.${near} There are: ${COMMANDS.join(', ')}.`)
}

function readDetect(args: string[], stdinIsPiped: boolean): Command {
  const { values, positionals } = parsed(DETECT, () =>
    parseArgs({ args, options: DETECT, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  refuseWithoutLabel(values)
  return detectOf(values, positionals, stdinIsPiped)
}

type DetectValues = ReturnType<typeof parseArgs<{ options: typeof DETECT }>>['values']

function detectOf(
  values: DetectValues,
  positionals: readonly string[],
  stdinIsPiped: boolean,
): DetectCommand {
  const { detector, settings, decisions, out, scores, totals, label, curves } = values
  return {
    command: 'detect',
    input: inputOf(positionals, stdinIsPiped),
    params: keyValues(values.params ?? []),
    verbatim: values.verbatim ?? false,
    json: values.json ?? false,
    ...given('detector', detector),
    ...given('settings', settings),
    ...given('decisions', decisions),
    ...given('out', out),
    ...given('scores', scores),
    ...given('totals', totals),
    ...given('cut', readCut(values)),
    ...given('preprocessing', readPreparation(values.prepare ?? [], values['fit-on']) ?? undefined),
    ...given('seed', values.seed === undefined ? undefined : wholeNumber('--seed', values.seed)),
    ...given(
      'sampleRows',
      values.sample === undefined ? undefined : wholeNumber('--sample', values.sample, 1),
    ),
    ...given(
      'features',
      values.features === undefined ? undefined : listOf('--features', 'column names', values.features),
    ),
    ...given('label', label),
    ...given('curves', curves),
    ...given(
      'positive',
      values.positive === undefined ? undefined : listOf('--positive', 'values', values.positive),
    ),
    ...given(
      'negative',
      values.negative === undefined ? undefined : listOf('--negative', 'values', values.negative),
    ),
    ...given('beta', values.beta === undefined ? undefined : betaOf(values.beta)),
    ...given('k', values.k === undefined ? undefined : wholeNumber('--k', values.k, 1)),
  }
}

function readCompare(args: string[], stdinIsPiped: boolean): Command {
  const { values, positionals } = parsed(COMPARE, () =>
    parseArgs({ args, options: COMPARE, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  refuseWithoutLabel(values)
  if (values.detectors === undefined)
    throw wrong('Name the detectors to compare: --detectors hbos,lof. flagstone detectors lists them.')
  return {
    command: 'compare',
    detect: detectOf(values, positionals, stdinIsPiped),
    detectors: listOf('--detectors', 'ids of detectors', values.detectors),
  }
}

function readStability(args: string[], stdinIsPiped: boolean): Command {
  const { values, positionals } = parsed(STABILITY, () =>
    parseArgs({ args, options: STABILITY, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  return {
    command: 'stability',
    detect: detectOf(values, positionals, stdinIsPiped),
    ...given('seeds', values.seeds === undefined ? undefined : wholeNumber('--seeds', values.seeds, 2)),
  }
}

function readPlanted(args: string[], stdinIsPiped: boolean): Command {
  const { values, positionals } = parsed(PLANTED, () =>
    parseArgs({ args, options: PLANTED, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  return {
    command: 'planted',
    detect: detectOf(values, positionals, stdinIsPiped),
    ...given(
      'perKind',
      values.planted === undefined ? undefined : wholeNumber('--planted', values.planted, 1),
    ),
    ...given('rounds', values.rounds === undefined ? undefined : wholeNumber('--rounds', values.rounds, 1)),
  }
}

/** What only says how to hold the ranking against a label. */
function refuseWithoutLabel(values: Readonly<Record<string, unknown>>): void {
  if (values['label'] !== undefined) return
  const flag = ['positive', 'negative', 'beta', 'k', 'curves'].find((name) => values[name] !== undefined)
  if (flag !== undefined) throw wrong(`--${flag} needs --label COL.`)
}

function betaOf(text: string): number {
  const beta = number('--beta', text)
  if (!(beta > 0)) throw wrong(`--beta takes a number above 0, not ${text}.`)
  return beta
}

function readLook(command: 'inspect' | 'profile', args: string[], stdinIsPiped: boolean): Command {
  const { values, positionals } = parsed(COMMON, () =>
    parseArgs({ args, options: COMMON, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  const input = inputOf(positionals, stdinIsPiped)
  return { command, input, json: values.json ?? false, ...given('settings', values.settings) }
}

function readDetectors(args: string[]): Command {
  const { values } = parsed(DETECTORS, () => parseArgs({ args, options: DETECTORS }))
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  return { command: 'detectors', json: values.json ?? false }
}

function readReport(args: string[], stdinIsPiped: boolean): Command {
  const { values, positionals } = parsed(REPORT, () =>
    parseArgs({ args, options: REPORT, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  refuseWithoutLabel(values)
  const { out, title, by, rows, without } = values
  if (out === undefined) throw wrong('Say where the report goes: --out report.html.')
  return {
    command: 'report',
    detect: detectOf(values, positionals, stdinIsPiped),
    out,
    without: without === undefined ? [] : listOf('--without', 'sections', without),
    ...given('title', title),
    ...given('by', by),
    ...given('rows', rows === undefined ? undefined : wholeNumber('--rows', rows, 0)),
  }
}

/** `--verify` is what the command does anyway. */
function readDecisions(args: string[]): Command {
  const { values, positionals } = parsed(DECISIONS, () =>
    parseArgs({ args, options: DECISIONS, allowPositionals: true }),
  )
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  const [log, second] = positionals
  if (log === undefined) throw wrong('Name a decision log: flagstone decisions LOG.json.')
  if (second !== undefined) throw wrong(`One log at a time. What is ${second}?`)
  return {
    command: 'decisions',
    log,
    json: values.json ?? false,
    ...given('of', values.of),
    ...given('head', values.head?.toLowerCase()),
  }
}

function readAsk(args: string[]): Command {
  const { values, positionals } = parsed(ASK, () => parseArgs({ args, options: ASK, allowPositionals: true }))
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  const [input, question, request = '{}', more] = positionals
  if (input === undefined || question === undefined) {
    throw wrong(`Name a file and a question: flagstone ask FILE correlation '{"method":"spearman"}'.`)
  }
  if (more !== undefined) throw wrong(`One request at a time: put it in single quotes. What is ${more}?`)
  return {
    command: 'ask',
    input,
    question,
    request,
    ranked: values.ranked ?? false,
    perRow: values['per-row'] ?? false,
    ...given('settings', values.settings),
  }
}
