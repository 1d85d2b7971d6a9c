import { UsageError } from '../errors.ts'
import { didYouMean } from '../nearest-name.ts'
import type { DetectorInfo, DetectorParams, ParamInfo } from './detector.ts'

/**
 * The detector's defaults with the given parameters put over them.
 *
 * @param given some or all of the parameters, e.g. from a settings file
 * @throws UsageError that names the parameter and what it may be
 */
export function validateParams<P extends DetectorParams>(
  info: DetectorInfo,
  defaults: P,
  given: Readonly<Record<string, unknown>>,
): P {
  const params: Record<string, number | string | boolean> = { ...defaults }
  for (const [key, value] of Object.entries(given)) {
    const param = info.params.find((candidate) => candidate.key === key)
    if (param === undefined) {
      const keys = info.params.map((candidate) => candidate.key)
      const known = keys.join(', ')
      throw new UsageError(
        'unknown-parameter',
        `${info.name} has no parameter ${key}.${didYouMean(key, keys)} It has: ${known === '' ? 'none' : known}.`,
        { detector: info.id, parameter: key },
      )
    }
    params[key] = accept(info, param, value)
  }
  // The keys are the defaults' and each value was checked against its description.
  return params as P
}

function accept(info: DetectorInfo, param: ParamInfo, value: unknown): number | string | boolean {
  switch (param.kind) {
    case 'number': {
      const fits =
        typeof value === 'number' &&
        value >= param.min &&
        value <= param.max &&
        (!param.integer || Number.isInteger(value))
      if (fits) return value
      return refuse(
        info,
        param,
        value,
        `a ${param.integer ? 'whole ' : ''}number from ${param.min} to ${param.max}`,
      )
    }
    case 'choice': {
      const option = param.options.find((candidate) => candidate.value === value)
      if (option !== undefined) return option.value
      return refuse(
        info,
        param,
        value,
        `one of ${param.options.map((candidate) => candidate.value).join(', ')}`,
      )
    }
    case 'switch':
      if (value === true || value === 'true') return true
      if (value === false || value === 'false') return false
      return refuse(info, param, value, 'true or false')
    case 'detectors':
      if (typeof value === 'string') return value
      return refuse(info, param, value, 'ids of detectors, separated by commas')
    case 'column':
      if (typeof value === 'string') return value
      return refuse(info, param, value, 'the name of a column, or empty')
  }
}

function refuse(info: DetectorInfo, param: ParamInfo, value: unknown, wanted: string): never {
  throw new UsageError(
    'bad-parameter',
    `${info.name}: ${param.label} (${param.key}) must be ${wanted}, not ${JSON.stringify(value)}.`,
    { detector: info.id, parameter: param.key, wanted },
  )
}
