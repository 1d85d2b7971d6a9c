import { describe, expect, it } from 'vitest'
import {
  completePreprocessing,
  type PreprocessingChoice,
} from '../../../analysis/preprocess/preprocessing.ts'
import { stepSentence } from './step-words.ts'

const say = (step: Parameters<typeof stepSentence>[0], choice: PreprocessingChoice = {}) =>
  stepSentence(step, completePreprocessing(choice))

describe('a step of the pipeline in a sentence', () => {
  it('says what happens without any choice', () => {
    expect(say('missing')).toBe('Numbers get the median; categories count as a value of their own.')
    expect(say('transform')).toBe('Numbers stay as they are.')
    expect(say('winsorise')).toBe('No limits.')
    expect(say('fit-on')).toBe('All rows.')
  })

  it('names what was chosen', () => {
    expect(say('missing', { imputeNumbers: 'neighbours', neighbours: 7, indicator: 'always' })).toBe(
      'Numbers get the mean of their 7 nearest rows, and a column says which; categories count as a value of their own.',
    )
    expect(say('transform', { transforms: { a: 'log', b: 'none', c: 'asinh', d: 'log1p' } })).toBe(
      'a: logarithm (ln x), c: signed logarithm (asinh x), and 1 more.',
    )
    expect(say('winsorise', { winsorLow: 0.01, winsorHigh: 0.99 })).toBe(
      'Numbers outside the quantiles 1 % and 99 % are set to them.',
    )
    expect(say('winsorise', { winsorHigh: 0.995 })).toBe('Numbers above the 99.5 % quantile are set to it.')
    expect(say('encode', { categories: 'frequency', rareBelow: 0.02 })).toBe(
      'How frequent the value is. Values with less than 2 % of the rows are put together.',
    )
    expect(say('fit-on', { fitOn: { by: 'normal', column: 'Checked', value: 'ok' } })).toBe(
      'Rows labelled ok (Checked). All rows are ranked.',
    )
    expect(say('fit-on', { fitOn: { by: 'share', share: 0.25 } })).toBe(
      'A random 25 % of the rows, by the seed. All rows are ranked.',
    )
  })
})
