import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPreparation, withPreparation } from './preparation.ts'

describe('--prepare and --fit-on', () => {
  it('are read as saved settings have them', () => {
    expect(
      readPreparation(
        [
          'imputeNumbers=neighbours',
          'neighbours=7',
          'winsorHigh=0.99',
          'dropDuplicates=true',
          'transform:Amount=log',
          'transform:a=b=asinh',
        ],
        'share=0.5',
      ),
    ).toEqual({
      imputeNumbers: 'neighbours',
      neighbours: 7,
      winsorHigh: 0.99,
      dropDuplicates: true,
      transforms: { Amount: 'log', 'a=b': 'asinh' },
      fitOn: { by: 'share', share: 0.5 },
    })
    expect(readPreparation([], undefined)).toBeNull()
  })

  it.each([
    ['before=2024-06-01', { by: 'before', time: '2024-06-01' }],
    ['before:Paid on=2024-06-01T12:00', { by: 'before', column: 'Paid on', time: '2024-06-01T12:00' }],
    ['normal', { by: 'normal' }],
    ['normal=ok', { by: 'normal', value: 'ok' }],
    ['normal:Checked', { by: 'normal', column: 'Checked' }],
    ['normal:Checked=not = sure', { by: 'normal', column: 'Checked', value: 'not = sure' }],
    ['normal:"a=b"=0', { by: 'normal', column: 'a=b', value: '0' }],
    ['where={"kind":"missing","column":"Fee"}', { by: 'where', where: [{ kind: 'missing', column: 'Fee' }] }],
    ['all', { by: 'all' }],
  ])('reads --fit-on %s', (text, fitOn) => {
    expect(readPreparation([], text)).toEqual({ fitOn })
  })

  it.each([
    [['scales=robust'], undefined, /does not know scales\. Did you mean scale\?/u],
    [['scale'], undefined, /takes key=value/u],
    [['scale=big'], undefined, /--prepare: scale/u],
    [['neighbours=many'], undefined, /--prepare: neighbours/u],
    [['transform:Amount=cube'], undefined, /--prepare: transform:Amount/u],
    [[], 'share=2', /--fit-on: fitOn\.share/u],
    [[], 'half', /--fit-on takes share=0\.5/u],
    [[], 'before', /takes a moment/u],
    [[], 'where=Amount > 5', /takes JSON/u],
    [[], 'where={"kind":"score","low":0,"high":1}', /--fit-on: fitOn\.where/u],
  ])('says what is wrong with %j %s', (pairs, fitOn, message) => {
    expect(() => readPreparation(pairs, fitOn)).toThrow(message)
  })

  it('go before saved settings', () => {
    const saved = { scale: 'robust', transforms: { a: 'log', b: 'log' }, fitOn: { by: 'normal' } } as const
    expect(withPreparation(saved, { transforms: { b: 'asinh' }, fitOn: { by: 'all' } })).toEqual({
      scale: 'robust',
      transforms: { a: 'log', b: 'asinh' },
      fitOn: { by: 'all' },
    })
    expect(withPreparation(saved, null)).toBe(saved)
    expect(withPreparation(undefined, null)).toBeUndefined()
  })
})

describe('flagstone detect with preprocessing', () => {
  let folder = ''
  let cli = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flagstone-prepare-'))
    cli = join(folder, 'flagstone.mjs')
    const script = `import { buildCli } from './scripts/build-cli.mjs'; await buildCli(process.argv[1])`
    execFileSync(process.execPath, ['--input-type=module', '-e', script, cli])
    const lines = ['day,amount,kind']
    for (let row = 0; row < 200; row++) {
      const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10)
      lines.push(`${day},${100 + ((row * 37) % 50) + (row >= 150 ? 900 : 0)},${row % 2 ? 'a' : 'b'}`)
    }
    writeFileSync(join(folder, 'pay.csv'), lines.join('\n'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function flagstone(...args: string[]) {
    const env = { ...process.env, INIT_CWD: folder }
    return spawnSync(process.execPath, [cli, 'detect', 'pay.csv', ...args], { encoding: 'utf8', env })
  }
  const scores = (...args: string[]): string => {
    const path = join(folder, 'scores.csv')
    const { stderr, status } = flagstone('--detector', 'modified-z', '--scores', path, ...args)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    return readFileSync(path, 'utf8')
  }

  it('fits on the rows before a moment and ranks all', () => {
    const { stdout } = flagstone('--json', '--top', '50', '--fit-on', 'before=2024-05-30')
    const report = JSON.parse(stdout) as { readonly warnings: readonly string[] }
    expect(report.warnings).toContain('Fitted on 150 of 200 rows: rows before 2024-05-30 (day).')
    const flagged = scores('--fit-on', 'before=2024-05-30', '--top', '50').split('\r\n').slice(151, 201)
    expect(flagged.every((line) => line.endsWith(',1'))).toBe(true)
    expect(scores('--top', '50')).not.toBe(scores('--fit-on', 'before=2024-05-30', '--top', '50'))
  })

  it('gives the same scores by flags and by settings', () => {
    const settings = {
      flagstone: 1,
      dialect: {},
      columns: {},
      detector: 'modified-z',
      params: {},
      seed: 1,
      cut: { by: 'rows', rows: 5 },
      preprocessing: { transforms: { amount: 'log' }, winsorHigh: 0.95, fitOn: { by: 'share', share: 0.5 } },
    }
    writeFileSync(join(folder, 's.json'), JSON.stringify(settings))
    const flags = [
      '--prepare',
      'transform:amount=log',
      '--prepare',
      'winsorHigh=0.95',
      '--fit-on',
      'share=0.5',
    ]
    const byFlags = scores('--top', '5', ...flags)
    expect(scores('--settings', 's.json')).toBe(byFlags)
    expect(scores('--top', '5')).not.toBe(byFlags)
  })

  it('ends with exit code 2 where the rows to fit on cannot be told', () => {
    const { status, stderr } = flagstone('--fit-on', 'normal')
    expect(status).toBe(2)
    expect(stderr).toContain('a label column is needed, and this file has none')
    expect(flagstone('--fit-on', 'before=1999-01-01').stderr).toContain('leaves none of the 200 rows')
  })
})
