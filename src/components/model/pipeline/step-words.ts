import type { FitOn, Preprocessing } from '../../../analysis/preprocess/preprocessing.ts'
import type { Transform } from '../../../analysis/outliers/transform.ts'
import type { Step } from '../../../state/preprocess.ts'
import { formatShare } from '../../controls/amounts.ts'

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  features: 'Features',
  missing: 'Missing values',
  transform: 'Transform',
  winsorise: 'Winsorise',
  encode: 'Encode categories',
  scale: 'Scale',
  duplicates: 'Duplicates',
  'fit-on': 'Fit on',
}

export const TRANSFORM_NAMES: Readonly<Record<Transform, string>> = {
  none: 'as it is',
  log: 'logarithm (ln x)',
  log1p: 'logarithm of 1 + x',
  asinh: 'signed logarithm (asinh x)',
}

/** What a step of the pipeline does, in a sentence; the features are told by whoever knows them. */
export function stepSentence(step: Exclude<Step, 'features'>, p: Preprocessing): string {
  switch (step) {
    case 'missing':
      return missingWords(p)
    case 'transform':
      return transformWords(p)
    case 'winsorise':
      return limitWords(p)
    case 'encode':
      return encodeWords(p)
    case 'scale':
      return SCALES[p.scale]
    case 'duplicates':
      return p.dropDuplicates
        ? 'Of rows that agree in every feature one is fitted on. All of them are ranked.'
        : 'Equal rows all take part in the fit.'
    case 'fit-on':
      return fitOnWords(p.fitOn)
  }
}

function missingWords({
  imputeNumbers,
  imputeNumber,
  neighbours,
  imputeCategories,
  imputeText,
  imputeTimes,
  indicator,
}: Preprocessing): string {
  const numbers = {
    median: 'Numbers get the median',
    mean: 'Numbers get the mean',
    mode: 'Numbers get the most frequent value',
    constant: `Numbers get ${imputeNumber}`,
    neighbours: `Numbers get the mean of their ${neighbours} nearest rows`,
  }[imputeNumbers]
  const told = {
    auto: '',
    always: ', and a column says which',
    never: ', and nothing says which',
  }[indicator]
  const categories = {
    own: 'categories count as a value of their own',
    mode: 'categories count as the most frequent value',
    constant: `categories count as “${imputeText}”`,
  }[imputeCategories]
  const times = imputeTimes === 'mode' ? '; times stand at the most frequent minute and weekday' : ''
  return `${numbers}${told}; ${categories}${times}.`
}

function transformWords({ transforms }: Preprocessing): string {
  const chosen = Object.entries(transforms).filter(([, transform]) => transform !== 'none')
  if (chosen.length === 0) return 'Numbers stay as they are.'
  const [first, second, ...more] = chosen.map(([name, transform]) => `${name}: ${TRANSFORM_NAMES[transform]}`)
  const rest = more.length === 0 ? '' : `, and ${more.length} more`
  return `${[first, second].filter((text) => text !== undefined).join(', ')}${rest}.`
}

function limitWords({ winsorLow, winsorHigh }: Preprocessing): string {
  if (winsorLow === 0 && winsorHigh === 1) return 'No limits.'
  if (winsorLow === 0) return `Numbers above the ${formatShare(winsorHigh)} quantile are set to it.`
  if (winsorHigh === 1) return `Numbers below the ${formatShare(winsorLow)} quantile are set to it.`
  return `Numbers outside the quantiles ${formatShare(winsorLow)} and ${formatShare(winsorHigh)} are set to them.`
}

function encodeWords({ categories, rareBelow }: Preprocessing): string {
  const way = {
    auto: 'A column for each value up to 8 values, otherwise how frequent the value is',
    'one-hot': 'A column for each value, at most 50 of them',
    frequency: 'How frequent the value is',
    ordinal: 'The place in the order where values have one, such as low, medium, high',
  }[categories]
  return rareBelow === 0
    ? `${way}.`
    : `${way}. Values with less than ${formatShare(rareBelow)} of the rows are put together.`
}

const SCALES: Readonly<Record<Preprocessing['scale'], string>> = {
  none: 'None: a detector that compares distances makes its own.',
  standard: 'Mean 0 and standard deviation 1.',
  robust: 'Median 0 and interquartile range 1.',
  'min-max': 'From 0 to 1.',
  'quantile-uniform': 'Place among the fitted values, from 0 to 1.',
  'quantile-normal': 'Place among the fitted values, as a value of a normal distribution.',
}

/** Which rows are fitted on, in a sentence. */
export function fitOnWords(fitOn: FitOn): string {
  switch (fitOn.by) {
    case 'all':
      return 'All rows.'
    case 'share':
      return `A random ${formatShare(fitOn.share)} of the rows, by the seed. All rows are ranked.`
    case 'before':
      return `Rows before ${fitOn.time}${fitOn.column === undefined ? '' : ` (${fitOn.column})`}. All rows are ranked.`
    case 'normal': {
      const value = fitOn.value ?? 'normal'
      return `Rows labelled ${value}${fitOn.column === undefined ? '' : ` (${fitOn.column})`}. All rows are ranked.`
    }
    case 'where':
      return `${fitOn.label ?? 'Rows of a filter'}. All rows are ranked.`
  }
}
