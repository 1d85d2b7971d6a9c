import { describe, expect, it } from 'vitest'
import { read } from './testing.ts'

const lines = (cells: readonly string[]) => `x,y\n${cells.map((cell) => `"${cell}",1`).join('\n')}\n`
const repeat = (times: number, cell: (row: number) => string) =>
  Array.from({ length: times }, (_, r) => cell(r))

async function waysOf(cells: readonly string[]) {
  const { table } = await read(lines(cells))
  return table.columns[0]?.ways?.map(({ label, cells: count, rows, example }) => ({
    label,
    count,
    rows: [...rows],
    example,
  }))
}

describe('the ways in which a column is written', () => {
  it('are not told where there is one', async () => {
    expect(await waysOf(repeat(20, (r) => String(r * 7)))).toBeUndefined()
    expect(await waysOf(repeat(20, (r) => `$${r + 5}.50`))).toBeUndefined()
    expect(await waysOf(repeat(20, (r) => `2024-01-${10 + (r % 9)}`))).toBeUndefined()
    expect(await waysOf(repeat(20, (r) => ['ja', 'nein'][r % 2]!))).toBeUndefined()
    expect(await waysOf(repeat(20, (r) => `${10 + (r % 3)}/0${1 + (r % 9)}/2024`))).toBeUndefined()
  })

  it('are told for currencies and percent signs, with their rows', async () => {
    const ways = await waysOf([...repeat(18, (r) => `$${r}.50`), '€7.00', '9.25'])
    expect(ways?.[0]).toMatchObject({ label: 'with $', count: 18, example: '$0.50' })
    expect(ways?.slice(1)).toEqual([
      { label: 'with €', count: 1, rows: [18], example: '€7.00' },
      { label: 'without a sign', count: 1, rows: [19], example: '9.25' },
    ])
    expect(await waysOf([...repeat(18, (r) => `${r}.5`), '12 %'])).toMatchObject([
      { label: 'without a sign', count: 18 },
      { label: 'with %', count: 1, rows: [18] },
    ])
  })

  it('are told beyond the rows from which a column is read on the fast path', async () => {
    const cells = [...repeat(1500, (r) => `${r}.25`), '€8.00', ...repeat(40, (r) => `${r}`)]
    expect(await waysOf(cells)).toMatchObject([
      { label: 'without a sign', count: 1540 },
      { label: 'with €', count: 1, rows: [1500] },
    ])
  })

  it('are told for dates that contradict each other in their order', async () => {
    const cells = [...repeat(20, (r) => `${13 + (r % 9)}/02/2024`), '03/04/2024', '02/25/2024']
    expect(await waysOf(cells)).toMatchObject([
      { label: 'day first, slashes', count: 21 },
      { label: 'month first, slashes', count: 1, rows: [21] },
    ])
  })

  it('are told for dates with and without a time; the rows only where midnight leaves no doubt', async () => {
    const timed = repeat(1400, (r) => `2024-01-10 10:${10 + (r % 40)}:00`)
    expect(await waysOf([...timed, '2024-02-03'])).toMatchObject([
      { label: 'year-month-day with a time', count: 1400 },
      { label: 'year-month-day', count: 1, rows: [1400] },
    ])
    expect(await waysOf([...timed, '2024-02-03', '2024-02-04 00:00:00'])).toMatchObject([
      { label: 'year-month-day with a time', count: 1401, rows: [] },
      { label: 'year-month-day', count: 1, rows: [] },
    ])
    expect(await waysOf([...timed, '3 Feb 2024'])).toMatchObject([
      { label: 'year-month-day with a time', count: 1400 },
      { label: 'month in letters', count: 1, rows: [1400], example: '3 Feb 2024' },
    ])
  })

  it('go with the rows of the cells that could not be read', async () => {
    const { table } = await read(lines([...repeat(20, (r) => `${r}.5`), 'oops', '1.5']))
    expect([...(table.columns[0]?.unreadableRows ?? [])]).toEqual([20])
    expect(table.columns[1]).not.toHaveProperty('unreadableRows')
  })
})
