import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SAMPLES } from '../src/state/samples.ts'
import { sampleFiles } from './generate-samples.files.ts'

describe('the samples', () => {
  it.each(sampleFiles())('%s is what the script writes', (name, text) => {
    expect(readFileSync(join('public', 'sample-data', name), 'utf8') === text).toBe(true)
  })

  it('are those that the page offers', () => {
    expect(SAMPLES.map((sample) => sample.file)).toEqual(sampleFiles().map(([name]) => name))
  })
})
