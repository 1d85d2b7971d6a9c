import { DEFAULT_DETECTOR, detectors } from '../src/analysis/detectors/registry.ts'

/** The detectors with their parameters and defaults, for people. */
export function detectorList(): string {
  const blocks = detectors.map(({ info, defaults }) => {
    const mark = info.id === DEFAULT_DETECTOR ? ' (the default)' : ''
    const params = info.params.map(
      ({ key, label }) => `      ${key}=${String(defaults[key] ?? '')}  ${label}`,
    )
    return [`  ${info.id}${mark}: ${info.summary}`, ...limitsOf(info), ...params].join('\n')
  })
  return `Detectors:\n${blocks.join('\n')}\n`
}

/** The registry as data: what `flagstone detectors --json` prints. */
export function detectorRegistry() {
  return {
    default: DEFAULT_DETECTOR,
    detectors: detectors.map(({ info, defaults }) => ({ ...info, defaults })),
  }
}

function limitsOf({ maxRows, sampling }: (typeof detectors)[number]['info']): string[] {
  const count = (rows: number) => rows.toLocaleString('en-US')
  return [
    ...(maxRows === undefined ? [] : [`      at most ${count(maxRows)} rows`]),
    ...(sampling === undefined ? [] : [`      above ${count(sampling.aboveRows)} rows: ${sampling.how}`]),
  ]
}
