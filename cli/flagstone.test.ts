import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder = ''
let cli = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flagstone-cli-'))
  cli = join(folder, 'flagstone.mjs')
  const script = `import { buildCli } from './scripts/build-cli.mjs'; await buildCli(process.argv[1])`
  execFileSync(process.execPath, ['--input-type=module', '-e', script, cli])
  const lines = ['id,amount,kind']
  for (let row = 0; row < 300; row++) {
    lines.push(
      `${String(row).padStart(5, '0')},${row === 42 ? 9999.5 : 100 + ((row * 37) % 50)},${row % 2 ? 'a' : 'b'}`,
    )
  }
  writeFileSync(join(folder, 'pay.csv'), lines.join('\n'))
  writeFileSync(join(folder, 'pay.csv.gz'), gzipSync(lines.join('\n')))
  const labelled = lines.map(
    (line, at) => `${line},${at === 0 ? 'odd,checked' : at === 43 ? '1,yes' : `0,${at % 3 ? 'no' : ''}`}`,
  )
  writeFileSync(join(folder, 'labelled.csv'), labelled.join('\n'))
  writeFileSync(join(folder, 'header.csv'), 'a,b\n')
  writeFileSync(join(folder, 'empty.csv'), '')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function flagstone(args: readonly string[], input?: string | Buffer) {
  const env = { ...process.env, INIT_CWD: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    input: input ?? '',
    encoding: 'utf8',
    env,
  })
  return { status, stdout, stderr }
}

interface Report {
  readonly warnings: readonly string[]
  readonly features: readonly string[]
  readonly flagged: number
  readonly threshold: number
  readonly timings_ms: Readonly<Record<string, number>>
  readonly columns: readonly { readonly name: string }[]
}

/** The one JSON object that a command prints. */
function reportOf(stdout: string): Report {
  return JSON.parse(stdout) as Report
}

describe('flagstone detect', () => {
  it('prints one JSON object and nothing else', () => {
    const { status, stdout, stderr } = flagstone(['detect', 'pay.csv', '--json', '--top', '3', '--seed', '5'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const report = reportOf(stdout)
    expect(report).toMatchObject({ rows: 300, columns: 3, detector: 'auto', seed: 5, flagged: 3 })
    expect(report.warnings.some((text) => text.startsWith('Auto ran '))).toBe(true)
    expect(report.features).toContain('amount')
    expect(report.timings_ms['read']).toBeGreaterThan(0)
    expect(Object.keys(report.timings_ms)).toEqual(['read', 'fit', 'score'])
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  it('writes flagged rows and a score for every row', () => {
    const [out, scores] = [join(folder, 'out.csv'), join(folder, 'scores.csv')]
    expect(flagstone(['detect', 'pay.csv', '--top', '2', '--out', out, '--scores', scores]).status).toBe(0)
    const flagged = readFileSync(out, 'utf8').split('\r\n')
    expect(flagged[0]).toBe('rank,score,reasons,id,amount,kind')
    expect(flagged[1]).toMatch(/^1,\d+\.\d+,.*amount.*,00042,9999\.5,b$/)
    expect(flagged).toHaveLength(4)
    const all = readFileSync(scores, 'utf8').split('\r\n')
    expect(all[0]).toBe('row,line,score,rank,flagged')
    expect(all[43]).toMatch(/^43,44,\d+\.\d+,1,1$/)
    expect(all).toHaveLength(302)
  })

  it('reads gzip and standard input with the same scores', () => {
    const threshold = (args: string[], input?: Buffer) =>
      reportOf(flagstone(['detect', ...args, '--json', '--top', '5'], input).stdout).threshold
    const expected = threshold(['pay.csv'])
    expect(threshold(['pay.csv.gz'])).toBe(expected)
    expect(threshold(['-'], readFileSync(join(folder, 'pay.csv')))).toBe(expected)
    expect(threshold([], readFileSync(join(folder, 'pay.csv.gz')))).toBe(expected)
  })

  it('takes a threshold as it was reported', () => {
    const { threshold } = reportOf(flagstone(['detect', 'pay.csv', '--json', '--top', '7']).stdout)
    const again = reportOf(
      flagstone(['detect', 'pay.csv', '--json', '--threshold', String(threshold)]).stdout,
    )
    expect(again.flagged).toBeGreaterThanOrEqual(7)
    expect(again.threshold).toBe(threshold)
  })

  it('follows saved settings, and flags go before them', () => {
    const settings = {
      flagstone: 1,
      dialect: {},
      columns: {},
      features: ['amount'],
      detector: 'iforest',
      params: { trees: 25 },
      seed: 9,
      cut: { by: 'share', share: 0.1 },
    }
    writeFileSync(join(folder, 's.json'), JSON.stringify(settings))
    const report = reportOf(flagstone(['detect', 'pay.csv', '--json', '--settings', 's.json']).stdout)
    expect(report).toMatchObject({ seed: 9, features: ['amount'], flagged: 30 })
    const other = reportOf(
      flagstone(['detect', 'pay.csv', '--json', '--settings', 's.json', '--top', '4']).stdout,
    )
    expect(other.flagged).toBe(4)
    writeFileSync(join(folder, 'bad.json'), '{"flagstone":1}')
    expect(flagstone(['detect', 'pay.csv', '--settings', 'bad.json']).status).toBe(2)
  })

  describe('--label', () => {
    interface Metrics {
      readonly metrics: Readonly<Record<string, unknown>>
      readonly features: readonly string[]
      readonly warnings: readonly string[]
    }
    const metricsOf = (...args: string[]) => {
      const { stdout, stderr } = flagstone([
        'detect',
        'labelled.csv',
        '--detector',
        'iforest',
        '--json',
        '--top',
        '3',
        ...args,
      ])
      expect(stderr).toBe('')
      return JSON.parse(stdout) as Metrics
    }

    it('adds metrics, and keeps the column out of the features', () => {
      const { metrics, features } = metricsOf('--label', 'odd', '--k', '10', '--beta', '0.5')
      expect(features).toContain('amount')
      expect(features).not.toContain('odd')
      expect(metrics).toMatchObject({
        label: 'odd',
        anomaly_values: ['1'],
        normal_values: ['0'],
        anomalies: 1,
        normals: 299,
        left_out: 0,
        true_positives: 1,
        false_positives: 2,
        false_negatives: 0,
        true_negatives: 297,
        recall: 1,
        k: 10,
        precision_at_k: 0.1,
        auc_roc: 1,
        average_precision: 1,
        best_f_beta: { rows: 1, f_beta: 1 },
      })
      expect(metrics['precision']).toBeCloseTo(1 / 3, 12)
      expect(metrics['f_beta']).toBeCloseTo((1.25 * 1) / (1.25 + 2), 12)
      // One anomaly says nothing of others.
      expect(metrics['intervals_95']).toMatchObject({ auc_roc: null, f1: null })
      expect(flagstone(['detect', 'labelled.csv', '--json']).stdout).not.toContain('metrics')
    })

    it('leaves rows without a label out, and takes meanings as they are said', () => {
      expect(metricsOf('--label', 'checked').metrics).toMatchObject({ anomalies: 1, left_out: 100 })
      const turned = metricsOf('--label', 'checked', '--positive', 'no').metrics
      expect(turned).toMatchObject({
        anomaly_values: ['no'],
        normal_values: ['yes'],
        anomalies: 199,
        normals: 1,
      })
      const named = metricsOf('--label', 'odd', '--positive', '1.0', '--negative', '0').metrics
      expect(named).toMatchObject({ anomalies: 1, normals: 299 })
    })

    it('tells people too', () => {
      const { stdout } = flagstone(['detect', 'labelled.csv', '--top', '3', '--label', 'odd'])
      expect(stdout).toContain('Against odd: 1 anomalies (1), 299 normal rows')
      expect(stdout).toMatch(/AUC-ROC +1\.000/)
      expect(stdout).toMatch(/precision +0\.333 +0\.0\d+ to 0\.\d+/)
    })

    it('writes the points of the curves', () => {
      const curves = join(folder, 'curves.csv')
      metricsOf('--label', 'odd', '--curves', curves)
      const [head, none, first, ...rest] = readFileSync(curves, 'utf8').trimEnd().split('\r\n')
      expect(head).toBe(
        'rows,threshold,true_positives,false_positives,precision,recall,false_positive_rate,lift',
      )
      expect(none).toBe('0,,0,0,,0,0,')
      expect(first).toMatch(/^1,0\.\d+,1,0,1,1,0,300$/)
      expect(rest).toHaveLength(1)
      expect(rest[0]).toMatch(/^300,0\.\d+,1,299,/)
    })

    it.each([
      [['--label', 'oddd'], 'no column “oddd” for --label. Did you mean odd?'],
      [['--label', 'odd', '--features', 'amount,odd'], '“odd” is the label, so it cannot be a feature'],
      [['--label', 'amount'], 'Name another column for --label'],
      [['--label', 'kind', '--positive', 'c'], 'kind has no value “c” for --positive'],
      [['--positive', '1'], '--positive needs --label COL'],
      [['--label', 'odd', '--beta', '0'], '--beta takes a number above 0'],
      [['--label', 'odd', '--positive', '1', '--negative', '1'], 'cannot mean both'],
    ])('refuses %j', (args, message) => {
      const { status, stdout, stderr } = flagstone(['detect', 'labelled.csv', ...args])
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toContain(message)
    })
  })

  it('tells people what it found', () => {
    const { stdout } = flagstone(['detect', 'pay.csv', '--top', '1'])
    expect(stdout).toContain('1 of 300 rows flagged')
    expect(stdout).toMatch(/amount 9,999\.50: higher than/)
  })

  it.each([
    [2, ['detect', 'pay.csv', '--nope']],
    [2, ['detect', 'pay.csv', '--top', '3', '--contamination', '0.1']],
    [2, ['detect', 'pay.csv', '--top', 'many']],
    [2, ['detect', 'pay.csv', '--detector', 'nope']],
    [2, ['detect', 'pay.csv', '--features', 'nope']],
    [2, ['detect', 'pay.csv', '--detector', 'iforest', '--params', 'trees=0']],
    [2, ['detect', 'a.csv', 'b.csv']],
    [2, ['analyse', 'pay.csv']],
    [2, []],
    [3, ['detect', 'empty.csv']],
    [3, ['detect', 'header.csv']],
    [3, ['detect', 'missing.csv']],
    [3, ['detect', '.']],
    [1, ['detect', 'pay.csv', '--out', 'no/such/folder/out.csv']],
  ])('ends with %i for %j and says why on stderr only', (code, args) => {
    const { status, stdout, stderr } = flagstone(args)
    expect({ status, stdout }).toEqual({ status: code, stdout: '' })
    expect(stderr).toMatch(/^flagstone: .{20}/)
  })
})

describe('a file that is named twice', () => {
  it.each([
    ['the input', ['detect', 'pay.csv', '--out', './pay.csv']],
    ['the input, by a link', ['detect', 'pay.csv', '--scores', 'link.csv']],
    ['another result', ['detect', 'pay.csv', '--out', 'same.csv', '--scores', 'same.csv']],
  ])('is refused before anything is written: %s', (_, args) => {
    if (!existsSync(join(folder, 'link.csv'))) symlinkSync(join(folder, 'pay.csv'), join(folder, 'link.csv'))
    const before = readFileSync(join(folder, 'pay.csv'), 'utf8')
    const { status, stderr } = flagstone(args)
    expect(status).toBe(2)
    expect(stderr).toContain('is the same file as')
    expect(readFileSync(join(folder, 'pay.csv'), 'utf8')).toBe(before)
    expect(existsSync(join(folder, 'same.csv'))).toBe(false)
  })
})

describe('a name that does not exist', () => {
  it.each([
    ['--top', ['detect', 'pay.csv', '--tpo', '3']],
    ['--features', ['detect', 'pay.csv', '--feature=amount']],
    ['iforest', ['detect', 'pay.csv', '--detector', 'iforst']],
    ['amount', ['detect', 'pay.csv', '--features', 'Amonut']],
    ['trees', ['detect', 'pay.csv', '--detector', 'iforest', '--params', 'tree=9']],
    ['detect', ['detekt', 'pay.csv']],
    ['--json', ['inspect', 'pay.csv', '--jsno']],
  ])('is answered with the nearest one, %s', (name, args) => {
    const { status, stderr } = flagstone(args)
    expect(status).toBe(2)
    expect(stderr).toContain(`Did you mean ${name}?`)
  })
})

describe('flagstone inspect', () => {
  it('prints what was inferred', () => {
    const report = reportOf(flagstone(['inspect', 'pay.csv', '--json']).stdout)
    expect(report).toMatchObject({
      encoding: 'utf-8',
      delimiter: ',',
      quote: '"',
      skipped_lines: 0,
      header: true,
      rows: 300,
    })
    expect(report.columns[0]).toMatchObject({
      name: 'id',
      type: 'text',
      role: 'id',
      missing: 0,
      unreadable: 0,
    })
    expect(report.columns.map(({ name }) => name)).toEqual(['id', 'amount', 'kind'])
  })

  it('ends with 0 for a header without rows', () => {
    const { status, stdout } = flagstone(['inspect', 'header.csv', '--json'])
    expect(status).toBe(0)
    expect(reportOf(stdout)).toMatchObject({
      rows: 0,
      header: true,
      columns: [{ name: 'a' }, { name: 'b' }],
    })
  })
})

describe('flagstone profile', () => {
  it('prints the figures of every column', () => {
    const { status, stdout } = flagstone(['profile', 'pay.csv', '--json'])
    expect(status).toBe(0)
    const report = JSON.parse(stdout) as {
      rows: number
      columns: {
        name: string
        distinct: number
        missing: number
        values: { max: number; finite: number } | null
      }[]
    }
    expect(report.rows).toBe(300)
    expect(report.columns.map(({ name }) => name)).toEqual(['id', 'amount', 'kind'])
    expect(report.columns[1]).toMatchObject({ missing: 0, values: { max: 9999.5, finite: 300 } })
    expect(report.columns[2]).toMatchObject({ distinct: 2, values: null })
  })

  it('tells people', () => {
    const { status, stdout } = flagstone(['profile', 'pay.csv'])
    expect(status).toBe(0)
    expect(stdout).toContain('pay.csv: 300 rows × 3 columns')
    expect(stdout).toMatch(/^amount +number +0 +\d+ +100 +[\d.]+ +9,999\.5 /m)
    expect(stdout).toMatch(/^kind +category .*b \(15\d\)/m)
  })
})

describe('flagstone ask', () => {
  const request = '{"column":"@amount","spec":{"kind":"auto","maxBins":12}}'

  it('prints the answer, with what has an entry per row only when it is asked for', () => {
    const { status, stdout } = flagstone(['ask', 'pay.csv', 'binned', request])
    expect(status).toBe(0)
    const { column, counts } = JSON.parse(stdout) as { column: number; counts: number[] }
    expect(column).toBe(1)
    expect(counts.reduce((a, b) => a + b, 0)).toBe(300)
    const long = `n\n${Array.from({ length: 2000 }, (_, row) => row % 7).join('\n')}`
    const ofLong = ['ask', '-', 'binned', '{"column":0,"spec":{"kind":"auto","maxBins":12}}']
    const short = JSON.parse(flagstone(ofLong, long).stdout) as { bins: unknown }
    expect(short.bins).toEqual({ perRow: 2000 })
    const full = JSON.parse(flagstone([...ofLong, '--per-row'], long).stdout) as { bins: number[] }
    expect(full.bins).toHaveLength(2000)
  })

  it('ranks first where scores are asked about', () => {
    const asked = ['ask', 'pay.csv', 'scoreDrivers', '{"columns":["@amount"]}']
    expect(flagstone(asked).stderr).not.toBe('')
    const { status, stdout } = flagstone([...asked, '--ranked'])
    expect(status).toBe(0)
    expect((JSON.parse(stdout) as { drivers: unknown[] }).drivers).toMatchObject([
      { column: 1, method: 'spearman' },
    ])
  })

  it('says what is wrong with a question, a column or a request', () => {
    const unknown = flagstone(['ask', 'pay.csv', 'bined'])
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean binned?')])
    const column = flagstone(['ask', 'pay.csv', 'binned', request.replace('@amount', '@amout')])
    expect([column.status, column.stderr]).toEqual([2, expect.stringContaining('Did you mean amount?')])
    const json = flagstone(['ask', 'pay.csv', 'binned', '{column:1}'])
    expect([json.status, json.stderr]).toEqual([2, expect.stringContaining('not JSON')])
    const shape = flagstone(['ask', 'pay.csv', 'binned', '{"column":1}'])
    expect([shape.status, shape.stderr]).toEqual([
      2,
      expect.stringContaining('does not fit the question binned'),
    ])
    expect(flagstone(['ask', 'pay.csv']).status).toBe(2)
  })
})

describe('flagstone detectors', () => {
  it('prints the registry as data, with defaults that are accepted', () => {
    const { status, stdout } = flagstone(['detectors', '--json'])
    expect(status).toBe(0)
    const { detectors, default: first } = JSON.parse(stdout) as {
      default: string
      detectors: { id: string; params: { key: string }[]; defaults: Record<string, unknown> }[]
    }
    expect(detectors.map(({ id }) => id)).toContain(first)
    for (const { params, defaults } of detectors)
      expect(Object.keys(defaults).sort()).toEqual(params.map(({ key }) => key).sort())
  })

  it('lists them for people', () => {
    expect(flagstone(['detectors']).stdout).toMatch(
      /^ {2}ml-iforest: .+\n {6}at most 5,000 rows\n {6}trees=100/m,
    )
  })
})

it('tells its version and its usage', () => {
  expect(flagstone(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(flagstone(['detect', '--help']).stdout).toContain('auto (the default)')
})
