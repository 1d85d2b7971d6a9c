import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCut, type CutValues } from './cut-options.ts'

describe('where the line is to be', () => {
  it('is read from one option', () => {
    expect(readCut({})).toBeUndefined()
    expect(readCut({ top: '7' })).toEqual({ by: 'rows', rows: 7 })
    expect(readCut({ capacity: '40/day' })).toEqual({ by: 'capacity', perDay: 40 })
    expect(readCut({ capacity: '2.5 / day', days: '30' })).toEqual({ by: 'capacity', perDay: 2.5, days: 30 })
    expect(readCut({ 'tail-risk': '0.1%' })).toEqual({ by: 'tail', risk: 0.001 })
    expect(readCut({ knee: true })).toEqual({ by: 'knee' })
    const costs = { by: 'cost', falseAlarm: 5, missed: 200, baseRate: 0.005 }
    expect(readCut({ cost: ['false-alarm=5,missed=200,base-rate=0.5%'] })).toEqual(costs)
    expect(readCut({ cost: ['false-alarm=5', 'missed=200', 'base-rate=0.005', 'quality=.9'] })).toEqual({
      ...costs,
      quality: 0.9,
    })
    expect(readCut({ cost: ['false-alarm=5,missed=50+80%,base-rate=0.005'] })).toEqual({
      ...costs,
      missed: 50,
      missedShare: 0.8,
    })
  })

  it.each<[CutValues, string]>([
    [{ top: '3', knee: true }, 'Give one of --top'],
    [{ capacity: '40' }, '--capacity 40/day'],
    [{ capacity: '0/day' }, 'above 0'],
    [{ days: '30' }, '--days needs --capacity'],
    [{ cost: ['false-alarm=5,missed=200'] }, 'without --label, base-rate'],
    [{ cost: ['false-alarm=0,missed=200,base-rate=0.01'] }, 'above 0'],
    [{ cost: ['false-alarm=5,missed=-2,base-rate=0.01'] }, 'from 0'],
    [{ cost: ['false-alarm=5,missed=2,base-rate=1'] }, 'a share such as'],
    [{ cost: ['falsealarm=5'] }, 'does not know falsealarm'],
    [{ 'tail-risk': '2' }, 'a share such as'],
  ])('refuses %j', (values, why) => {
    expect(() => readCut(values)).toThrow(why)
  })
})

describe('flagstone detect', () => {
  let folder = ''
  let cli = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flagstone-cut-'))
    cli = join(folder, 'flagstone.mjs')
    const script = `import { buildCli } from './scripts/build-cli.mjs'; await buildCli(process.argv[1])`
    execFileSync(process.execPath, ['--input-type=module', '-e', script, cli])
    const lines = ['booked,amount,units,fraud']
    for (let row = 0; row < 600; row++) {
      const isOdd = row % 60 === 7
      const at = new Date(Date.UTC(2024, 0, 1) + row * 1_440_000).toISOString().slice(0, 19)
      const amount = isOdd ? 4000 + row : 100 + ((row * 37) % 50)
      lines.push(`${at},${amount},${10 + ((row * 13) % 17)},${isOdd && row < 400 ? 1 : 0}`)
    }
    writeFileSync(join(folder, 'pay.csv'), lines.join('\n'))
    writeFileSync(
      join(folder, 'timeless.csv'),
      lines.map((line) => line.slice(line.indexOf(',') + 1)).join('\n'),
    )
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'detect', ...args, '--json'], {
      input: '',
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    })
    const report = (status === 0 ? JSON.parse(stdout) : {}) as { flagged?: number; warnings?: string[] }
    return { status, stderr, ...report }
  }

  it('counts the days of the time column, or those that were said', () => {
    expect(run('pay.csv', '--capacity', '2/day')).toMatchObject({ flagged: 20 }) // 600 rows, 24 minutes apart
    expect(run('pay.csv', '--capacity', '2/day', '--days', '3')).toMatchObject({ flagged: 6 })
    const without = run('timeless.csv', '--capacity', '2/day')
    expect(without.status).toBe(2)
    expect(without.stderr).toContain('how many days the file covers')
  })

  it('flags where mistakes cost least, by the label or by the base rate', () => {
    // Seven rows are frauds; three more look like them: one false alarm is cheaper than one missed.
    const labelled = run('pay.csv', '--cost', 'false-alarm=5,missed=200', '--label', 'fraud')
    expect(labelled.flagged).toBeGreaterThanOrEqual(7)
    expect(labelled.flagged).toBeLessThanOrEqual(10)
    const stated = (rate: string) => run('pay.csv', '--cost', `false-alarm=5,missed=200,base-rate=${rate}`)
    expect(stated('5%').flagged!).toBeGreaterThan(stated('0.5%').flagged!)
  })

  it('takes saved settings, and says where they cannot be used', () => {
    const settings = {
      flagstone: 1,
      dialect: {},
      columns: {},
      detector: 'auto',
      params: {},
      seed: 1,
      cut: { by: 'capacity', perDay: 2 },
    }
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
    expect(run('pay.csv', '--settings', 'settings.json')).toMatchObject({ flagged: 20 })
    const other = run('timeless.csv', '--settings', 'settings.json')
    expect(other.status).toBe(0)
    expect(other.warnings?.join(' ')).toContain('The proposed line stands in')
    writeFileSync(
      join(folder, 'bad.json'),
      JSON.stringify({ ...settings, cut: { by: 'cost', falseAlarm: 0, missed: 1, baseRate: 0.1 } }),
    )
    expect(run('pay.csv', '--settings', 'bad.json').stderr).toContain('cut.falseAlarm')
  })
})
