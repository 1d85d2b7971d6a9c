import { changedPreprocessing } from '../preprocess/preprocessing.ts'
import { markup, type Html } from './html.ts'
import type { ReportData } from './report-data.ts'
import { count, many } from './report-words.ts'

function facts(lines: readonly (readonly [string, string | Html])[]): Html {
  return markup`<table class="facts">
    <tbody>
      ${lines.map(
        ([name, value]) =>
          markup`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** What was analysed: the file, how it was read, its columns, and what could not be read. */
export function fileSection({ about, dataset, choice }: ReportData): Html {
  const { read, columns } = dataset
  const skipped = read.rowsSkipped.reduce((total, { count: n }) => total + n, 0)
  const unreadable = columns.filter((column) => column.unreadable > 0)
  return markup`<section>
    <h2>What was analysed</h2>
    ${facts([
      ['File', markup`<span class="mono">${about.file.name}</span>`],
      ['SHA-256', markup`<span class="mono" id="sha256">${about.file.sha256 ?? 'not worked out'}</span>`],
      ['Size', `${count(about.file.bytes)} bytes`],
      [
        'Rows',
        read.sampledFrom === undefined
          ? count(dataset.rowCount)
          : `${count(dataset.rowCount)}, a random sample of ${count(read.sampledFrom)}`,
      ],
      ['Columns', count(columns.length)],
      [
        'Read as',
        `${read.encoding}, cells between ${delimiterWords(read.delimiter)}, ${read.header ? 'with a header' : 'without a header'}${read.skippedLines > 0 ? `, after ${many(read.skippedLines, 'line')} that were left out` : ''}`,
      ],
    ])}
    <h3>What could not be read</h3>
    ${
      skipped === 0 && unreadable.length === 0
        ? markup`<p>Every row was read, and every cell as its column's type.</p>`
        : markup`<ul>
            ${read.rowsSkipped.map(({ reason, count: n, firstLines }) => markup`<li>${many(n, 'row')} skipped: ${reason}${firstLines.length > 0 ? ` (first at line ${firstLines.slice(0, 5).join(', ')})` : null}</li>`)}
            ${unreadable.map((column) => markup`<li>${column.name}: ${many(column.unreadable, 'cell')} that could not be read as ${column.format.label}; counted as missing</li>`)}
          </ul>`
    }
    ${
      read.warnings.length === 0
        ? null
        : markup`<h3>What was noticed while reading</h3>
            <ul>
              ${read.warnings.map(({ message }) => markup`<li>${message}</li>`)}
            </ul>`
    }
    ${choice.sections.includes('columns') ? columnsTable(dataset.columns) : null}
  </section>`
}

function columnsTable(columns: ReportData['dataset']['columns']): Html {
  return markup`<h3>Columns</h3>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">Read as</th>
            <th scope="col">Role</th>
            <th scope="col" class="n">Missing</th>
            <th scope="col" class="n">Unreadable</th>
            <th scope="col">Example</th>
          </tr>
        </thead>
        <tbody>
          ${columns.map(
            ({ name, type, format, role, missing, unreadable, example }) =>
              markup`<tr>
                <th scope="row">${name}</th>
                <td>${type}</td>
                <td>${format.label}</td>
                <td>${role}</td>
                <td class="n">${count(missing)}</td>
                <td class="n">${count(unreadable)}</td>
                <td>${short(example)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}

/** How the rows were ranked and the line was drawn. */
export function methodSection({ about, ranking, detector, choice }: ReportData): Html {
  const { preprocessing, fittedRows, encoding } = ranking.prepared
  const used = ranking.features.filter((feature) => feature.used)
  const left = ranking.features.filter((feature) => !feature.used)
  const changed = Object.entries(changedPreprocessing(preprocessing))
  const params = Object.entries(ranking.params)
  const words = new Map(encoding.map((source) => [source.name, source.encoding]))
  return markup`<section>
    <h2>How</h2>
    ${facts([
      ['Detector', `${detector.name} (${ranking.detector}). ${detector.summary}`],
      [
        'Parameters',
        params.length === 0 ? 'none' : params.map(([key, value]) => `${key} ${String(value)}`).join(', '),
      ],
      ['Seed', String(ranking.seed)],
      ['Flagstone', about.version],
      ['Learned from', `${many(fittedRows, 'row')} of ${count(about.file.rows)}`],
      [
        'Preprocessing',
        changed.length === 0
          ? 'none beyond the defaults'
          : changed
              .map(
                ([key, value]) =>
                  `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
              )
              .join('; '),
      ],
      ['Threshold', about.ranking?.chosen ?? ''],
      ...(about.ranking === null || about.ranking.learned === null
        ? []
        : ([['Decisions', about.ranking.learned]] as const)),
    ])}
    <p class="soft">
      A score says how much a row stands out from the others of this file. It is not a probability, and a
      flagged row is not thereby wrong.
    </p>
    <h3>Columns looked at</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">How it was used</th>
        </tr>
      </thead>
      <tbody>
        ${used.map(
          ({ name, encoding: plain }) =>
            markup`<tr>
              <th scope="row">${name}</th>
              <td>${words.get(name) ?? plain}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      left.length === 0 || !choice.sections.includes('columns')
        ? null
        : markup`<h3>Columns left out</h3>
            <table>
              <tbody>
                ${left.map(
                  ({ name, reason }) =>
                    markup`<tr>
                      <th scope="row">${name}</th>
                      <td>${reason}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
    }
    ${
      ranking.notes.length === 0
        ? null
        : markup`<h3>Notes</h3>
            <ul>
              ${ranking.notes.map((note) => markup`<li>${note}</li>`)}
            </ul>`
    }
  </section>`
}

function delimiterWords(delimiter: string): string {
  const words: Readonly<Record<string, string>> = {
    ',': 'commas',
    ';': 'semicolons',
    '\t': 'tabs',
    '|': 'bars',
  }
  return words[delimiter] ?? `“${delimiter}”`
}

/** Examples are there to recognise a column by. */
function short(text: string): string {
  const letters = Array.from(text)
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : text
}
