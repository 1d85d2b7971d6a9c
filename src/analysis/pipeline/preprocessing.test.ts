import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import type { PreprocessingChoice } from '../preprocess/preprocessing.ts'
import { openDataset } from './dataset.ts'
import { detect } from './detect.ts'
import { createInlineRunner } from './inline-runner.ts'
import { parseSettings, settingsOf } from './saved-settings.ts'
import { testHost, textSource } from './testing.ts'

const ROWS = 300
const PART = 200

/** Payments by day; from row `PART` on, `scale` and `kinds` may be others. */
function payments(scale = 1, kinds = ['card', 'cash', 'card', 'wire'], labels = false): string {
  const rng = createRng(8)
  const lines = [`Date,Amount,Fee,Kind,${labels ? 'Label' : 'Note'}`]
  for (let row = 0; row < ROWS; row++) {
    const later = row >= PART
    const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10)
    const amount = (10 + 90 * rng.next()) * (later ? scale : 1)
    const fee = row % 9 === 0 ? '' : (1 + 5 * rng.next() * (later ? scale : 1)).toFixed(3)
    const kind = (later ? kinds : ['card', 'cash', 'card', 'wire'])[Math.floor(4 * rng.next())]
    const checked = !labels ? 'x' : later ? 'fraud' : 'ok'
    lines.push(`${day},${amount.toFixed(2)},${fee},${kind},${checked}`)
  }
  return lines.join('\n')
}

async function run(
  text: string,
  preprocessing: PreprocessingChoice,
  {
    features,
    detector = 'iforest',
    seed = 4,
  }: { features?: string[]; detector?: string; seed?: number } = {},
) {
  const host = testHost()
  const dataset = await openDataset(textSource(text), {}, host)
  const request = { detector, params: {}, seed, preprocessing, ...(features ? { features } : {}) }
  return { dataset, ...(await detect(dataset, request, createInlineRunner(), host)) }
}

const LABELLED = payments(1, undefined, true)

const EVERYTHING: PreprocessingChoice = {
  imputeNumbers: 'neighbours',
  transforms: { Amount: 'log' },
  winsorLow: 0.01,
  winsorHigh: 0.99,
  scale: 'robust',
  rareBelow: 0.01,
}
const BEFORE = { by: 'before', time: '2024-07-19' } as const // row 200

describe('a fit on a part of the rows', () => {
  it.each([
    ['the defaults', {}, undefined],
    ['every step', EVERYTHING, undefined],
    ['named features', EVERYTHING, ['Amount', 'Fee', 'Kind']],
  ] as const)('learns nothing from the others: %s', async (_, choice, features) => {
    const named = features ? { features: [...features] } : {}
    const one = await run(payments(), { ...choice, fitOn: BEFORE }, named)
    const other = payments(1000, ['card', 'barter', 'shells', 'none'])
    const two = await run(other, { ...choice, fitOn: BEFORE }, named)
    expect(one.ranking.prepared.fittedRows).toBe(PART)
    expect(two.model).toEqual(one.model)
    const { encoding } = one.ranking.prepared
    expect(two.ranking.prepared.encoding.map(({ learned }) => learned)).toEqual(
      encoding.map(({ learned }) => learned),
    )
    expect(two.ranking.scores.slice(0, PART)).toEqual(one.ranking.scores.slice(0, PART))
    expect(two.ranking.scores.slice(PART)).not.toEqual(one.ranking.scores.slice(PART))
    expect(one.ranking.notes[0]).toBe('Fitted on 200 of 300 rows: rows before 2024-07-19 (Date).')
  })

  it('takes what it learns from the part: with all rows the model is another one', async () => {
    const part = await run(payments(1000), { fitOn: BEFORE }, { detector: 'modified-z' })
    const all = await run(payments(1000), {}, { detector: 'modified-z' })
    expect(part.model).not.toEqual(all.model)
    // What lies beyond all that was fitted ranks first.
    expect([...part.ranking.order.slice(0, 50)].every((row) => row >= PART)).toBe(true)
  })

  it('may be a random share by the seed', async () => {
    const choice: PreprocessingChoice = { fitOn: { by: 'share', share: 0.5 } }
    const [one, again, other] = [
      await run(payments(), choice),
      await run(payments(), choice),
      await run(payments(), choice, { seed: 5 }),
    ]
    expect(one.ranking.prepared.fittedRows).toBe(150)
    expect(again.ranking.scores).toEqual(one.ranking.scores)
    expect(again.job.fitRows).toEqual(one.job.fitRows)
    expect(other.job.fitRows).not.toEqual(one.job.fitRows)
    expect(one.ranking.notes[0]).toBe('Fitted on 150 of 300 rows: a random 50 % (seed 4).')
  })

  it('may be the rows that a label calls normal, or the rows of conditions', async () => {
    const normal = await run(LABELLED, { fitOn: { by: 'normal' } })
    expect(normal.ranking.notes[0]).toBe('Fitted on 200 of 300 rows: rows labelled ok (Label).')
    const named = await run(payments(), { fitOn: { by: 'normal', column: 'Kind', value: 'cash' } })
    expect(named.ranking.prepared.fittedRows).toBeLessThan(100)
    const where = await run(payments(), {
      fitOn: {
        by: 'where',
        where: [
          { kind: 'range', column: 'Amount', high: 50 },
          { kind: 'text', text: 'CARD' },
        ],
      },
    })
    const kept = [...where.job.fitRows!].map((row) => payments().split('\n')[row + 1]!.split(','))
    expect(kept.length).toBeGreaterThan(20)
    for (const [, amount, , kind] of kept) expect([Number(amount) < 50, kind]).toEqual([true, 'card'])
  })

  it('leaves repeats out of the fit and in the ranking', async () => {
    const lines = payments().split('\n')
    const text = [...lines, ...lines.slice(1, 101)].join('\n')
    const { ranking } = await run(text, { dropDuplicates: true }, { features: ['Amount', 'Fee', 'Kind'] })
    expect(ranking.notes[0]).toBe('Fitted on 300 of 400 rows: 100 rows equal to another one left out.')
    expect(ranking.scores).toHaveLength(400)
    expect(ranking.scores.slice(300)).toEqual(ranking.scores.slice(0, 100))
    const once = await run(lines.join('\n'), {}, { features: ['Amount', 'Fee', 'Kind'] })
    expect(ranking.scores.slice(0, 300)).toEqual(once.ranking.scores)
  })

  it.each([
    [
      { by: 'before', time: '1999-01-01' },
      /nothing to fit on: rows before 1999-01-01 \(Date\) leaves none of the 300 rows/u,
    ],
    [{ by: 'before', time: '2024-01-05' }, /leaves 4 of the 300 rows, and at least 10 are needed/u],
    [{ by: 'before', time: 'soon' }, /write it as 2024-06-01/u],
    [{ by: 'before', time: '2024-06-01', column: 'Amount' }, /Amount has to be read as dates/u],
    [{ by: 'before', time: '2024-06-01', column: 'Dat' }, /no such column\. Did you mean Date/u],
    [{ by: 'normal', value: 'fine' }, /No row has the value fine in Label\. Its values are ok, fraud/u],
    [
      { by: 'where', where: [{ kind: 'missing', column: 'Fe' }] },
      /the column Fe, and there is no such column/u,
    ],
  ] as const)('says what is wrong: %j', async (fitOn, message) => {
    await expect(run(LABELLED, { fitOn: fitOn })).rejects.toThrow(message)
  })

  it('says that a file has neither times nor labels', async () => {
    const text = payments()
      .split('\n')
      .map((line) => line.split(',').slice(1, 4).join(','))
      .join('\n')
    await expect(run(text, { fitOn: { by: 'before', time: '2024-06-01' } })).rejects.toThrow(
      /this file has none/u,
    )
    await expect(run(text, { fitOn: { by: 'normal' } })).rejects.toThrow(/a label column is needed/u)
  })
})

describe('preprocessing in saved settings', () => {
  it('comes back as it was, without what is a default', async () => {
    const choice: PreprocessingChoice = {
      ...EVERYTHING,
      imputeCategories: 'own',
      fitOn: { by: 'where', where: [{ kind: 'range', column: 'Amount', low: 5 }], label: 'Amount ≥ 5' },
    }
    const { dataset, request, ranking } = await run(payments(), choice)
    const saved = settingsOf(dataset, request, { by: 'auto' })
    const said = Object.fromEntries(Object.entries(choice).filter(([key]) => key !== 'imputeCategories'))
    expect(saved.preprocessing).toEqual(said)
    const read = parseSettings(JSON.stringify(saved))
    expect(read.preprocessing).toEqual(said)
    const again = await run(payments(), read.preprocessing ?? {})
    expect(again.ranking.scores).toEqual(ranking.scores)
    expect(settingsOf(dataset, { ...request, preprocessing: {} }, { by: 'auto' })).not.toHaveProperty(
      'preprocessing',
    )
  })

  it('names the entry that is wrong', () => {
    const settings = {
      flagstone: 1,
      dialect: {},
      columns: {},
      detector: 'auto',
      params: {},
      seed: 1,
      cut: { by: 'auto' },
    }
    const parse = (preprocessing: unknown) => () =>
      parseSettings(JSON.stringify({ ...settings, preprocessing }))
    expect(parse({ scale: 'huge' })).toThrow(/preprocessing\.scale/u)
    expect(parse({ winsorLow: 0.7 })).toThrow(/preprocessing\.winsorLow/u)
    expect(parse({ fitOn: { by: 'share', share: 0 } })).toThrow(/preprocessing\.fitOn\.share/u)
    expect(parse({ whatever: 1 })).toThrow(/preprocessing\.whatever/u)
  })
})
