import { describe, expect, it } from 'vitest'
import { read } from './testing.ts'

function rows(count: number, row: (i: number) => string, header: string): string {
  return header + Array.from({ length: count }, (_, i) => row(i) + '\n').join('')
}

describe('what is said of several columns', () => {
  it('is said once, with up to three names', async () => {
    const header = 'a,b,c,d,e\n'
    const csv = rows(200, (i) => (i === 7 ? '?!,?!,?!,?!,5' : '1.5,2.5,3.5,4.5,5'), header)
    const { warnings } = (await read(csv)).summary
    expect(warnings).toEqual([
      {
        code: 'unreadable-cells',
        message:
          'a, b, c and 1 more column: 4 cells could not be read as a number (for example "?!") and count as missing.',
      },
    ])
  })

  it('keeps what differs apart: one order of days, two readings of a mark', async () => {
    const csv = rows(
      50,
      (i) => `0${1 + (i % 9)}/0${1 + (i % 8)}/2024,0${1 + (i % 8)}/0${1 + (i % 9)}/2024,${1 + (i % 9)}.555`,
      'x,y,z\n',
    )
    const { warnings } = (await read(csv)).summary
    expect(warnings.map(({ message }) => message.split(':')[0])).toEqual(['x and y', 'z'])
  })
})

describe('codes by their name', () => {
  it.each(['Transaction Number', 'Invoice no', 'customer_id'])(
    '%s with some letters stays words',
    async (name) => {
      const csv = rows(200, (i) => `${i < 5 ? 'DD' : 5_000_000 + i * 7}`, `${name}\n`)
      const result = await read(csv)
      expect(result.table.columns[0]).toMatchObject({ type: 'text', unreadable: 0 })
      expect(result.summary.warnings).toEqual([])
    },
  )

  it('a quantity with some letters stays numbers', async () => {
    const result = await read(rows(200, (i) => `${i < 5 ? 'DD' : 5_000_000 + i * 7}`, 'Turnover\n'))
    expect(result.table.columns[0]).toMatchObject({ type: 'number', unreadable: 5 })
  })
})
