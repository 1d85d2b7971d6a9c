import { DEFAULT_DETECTOR, detectors } from '../src/analysis/detectors/registry.ts'

/** The detectors with their parameters and defaults, for `--help`. */
export function detectorList(): string {
  const blocks = detectors.map(({ info, defaults }) => {
    const mark = info.id === DEFAULT_DETECTOR ? ' (the default)' : ''
    const params = info.params.map(
      ({ key, label }) => `      ${key}=${String(defaults[key] ?? '')}  ${label}`,
    )
    return [`  ${info.id}${mark}: ${info.summary}`, ...params].join('\n')
  })
  return `Detectors:\n${blocks.join('\n')}\n`
}
