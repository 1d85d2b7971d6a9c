import { float32Text } from '../export/float32-text.ts'
import { markup, type Html } from './html.ts'
import type { ReportData } from './report-data.ts'
import { LABEL_WORDS, count, many, moment, percent, ratio, sum } from './report-words.ts'

/** The flagged rows in groups with one cause. */
export function groupsSection({ groups, totals }: ReportData): Html | null {
  if (groups === null || groups.groups.length === 0) return null
  const rest = groups.own.length
  return markup`<section>
    <h2>Causes</h2>
    <p>
      ${many(groups.lookedAt, 'flagged row')} put into groups by why they stand
      out${rest > 0 ? `; ${many(rest, 'row')} ${rest === 1 ? 'stands' : 'stand'} alone` : null}.
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col" class="n">Rows</th>
          ${totals.amount_column === null ? null : markup`<th scope="col" class="n">${totals.amount_column}</th>`}
          <th scope="col">What they have in common</th>
        </tr>
      </thead>
      <tbody>
        ${groups.groups.map(
          ({ rows, amount, sentence }) =>
            markup`<tr>
              <td class="n">${count(rows.length)}</td>
              ${totals.amount_column === null ? null : markup`<td class="n">${amount === null ? '' : sum(amount)}</td>`}
              <td>${sentence}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

/** The most anomalous rows, each with its reasons beneath. */
export function rowsSection({ choice, rows, cut, decisions }: ReportData): Html | null {
  if (!choice.sections.includes('rows')) return null
  const listed = rows.rows.length
  const decided = decisions !== null
  const width = 3 + rows.columns.length + (decided ? 1 : 0)
  const which =
    listed < cut
      ? `the ${many(listed, 'row')} that score highest of ${count(cut)} flagged`
      : `all ${many(cut, 'flagged row')}`
  return markup`<section class="new-page">
    <h2>The rows that stand out most</h2>
    <p class="soft">
      ${listed === 0 ? 'No row is flagged.' : `Listed: ${which}, with the reasons in the data’s own units. Line is the line of the file on which the row begins.`}
    </p>
    ${
      listed === 0
        ? null
        : markup`<div class="scroll">
            <table id="rows">
              <thead>
                <tr>
                  <th scope="col" class="n">Rank</th>
                  <th scope="col" class="n">Line</th>
                  <th scope="col" class="n">Score</th>
                  ${decided ? markup`<th scope="col">Decision</th>` : null}${rows.columns.map((name) => markup`<th scope="col">${name}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.rows.map(
                  (row) =>
                    markup`<tr class="has-reasons">
                        <td class="n">${count(row.rank)}</td>
                        <td class="n">${count(row.line)}</td>
                        <td class="n">${float32Text(row.score)}</td>
                        ${decided ? markup`<td>${row.label === null ? '' : LABEL_WORDS[row.label]}</td>` : null}${row.cells.map((cell) => markup`<td>${cell}</td>`)}
                      </tr>
                      <tr class="reasons-row">
                        <td colspan="${width}">
                          <ul class="reasons">
                            ${row.reasons.map((reason) => markup`<li>${reason}</li>`)}
                          </ul>
                        </td>
                      </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

/** What was decided, what it says of the flagged rows, and every decision. */
export function decisionsSection({ choice, decisions, cut }: ReportData): Html | null {
  if (decisions === null || !choice.sections.includes('decisions')) return null
  const { labels, estimate, listed, reviewers } = decisions
  const { share, known } = estimate
  return markup`<section class="new-page">
    <h2>Decisions</h2>
    <ul class="figures">
      <li><strong>${count(labels.anomaly)}</strong> anomalies</li>
      <li><strong>${count(labels['false-alarm'])}</strong> false alarms</li>
      <li><strong>${count(labels.unsure)}</strong> unsure</li>
    </ul>
    ${
      share === null
        ? markup`<p>
            No flagged row is decided as an anomaly or a false alarm, so that nothing can be said of the
            others.
          </p>`
        : estimate.exact
          ? markup`<p>
              Of the ${many(cut, 'flagged row')}, ${percent(share.value)} are anomalies: all of them are
              decided.
            </p>`
          : markup`<p>
              Of the ${many(known, 'flagged row')} decided as an anomaly or a false alarm,
              ${percent(share.value)} are anomalies. If they are like the other flagged rows, between
              ${percent(share.low)} and ${percent(share.high)} of the ${many(cut, 'flagged row')} are (95 %
              interval).
            </p>`
    }
    ${reviewers.length === 0 ? null : markup`<p class="soft">Decided by ${reviewers.join(', ')}.</p>`}
    <div class="scroll">
      <table id="decisions">
        <thead>
          <tr>
            <th scope="col" class="n">Rank</th>
            <th scope="col" class="n">Line</th>
            <th scope="col" class="n">Score</th>
            <th scope="col">Decision</th>
            <th scope="col">Reason</th>
            <th scope="col">Note</th>
            <th scope="col">By</th>
            <th scope="col">At</th>
          </tr>
        </thead>
        <tbody>
          ${listed.map(
            (row) =>
              markup`<tr>
                <td class="n">${count(row.rank)}</td>
                <td class="n">${count(row.line)}</td>
                <td class="n">${float32Text(row.score)}</td>
                <td>${row.label === null ? 'note only' : LABEL_WORDS[row.label]}</td>
                <td>${row.reason}</td>
                <td>${row.note}</td>
                <td>${row.reviewer}</td>
                <td>${moment(row.at)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${listed.length < decisions.rows ? markup`<p class="soft">… and ${count(decisions.rows - listed.length)} more, in the decision log.</p>` : null}
  </section>`
}

/** The ranking against a column of known answers. */
export function metricsSection({ choice, metrics, cut }: ReportData): Html | null {
  if (metrics === null || !choice.sections.includes('metrics')) return null
  const { figures, confusion } = metrics
  const lines: readonly (readonly [string, string, string])[] = [
    ['Precision', percent(figures.precision), 'of the flagged rows with a label are anomalies'],
    ['Recall', percent(figures.recall), 'of the anomalies are flagged'],
    ['F1', ratio(figures.f1), 'both in one figure'],
    ['AUC-ROC', ratio(metrics.auroc), 'how often an anomaly scores higher than a normal row'],
    ['Average precision', ratio(metrics.averagePrecision), 'precision over all thresholds'],
  ]
  return markup`<section>
    <h2>Against ${metrics.label}</h2>
    <p>
      ${many(metrics.anomalies, 'anomaly', 'anomalies')} and ${many(metrics.normals, 'normal row')} by this
      column${metrics.leftOut > 0 ? `; ${many(metrics.leftOut, 'row')} without an answer ${metrics.leftOut === 1 ? 'is' : 'are'} left out` : null}.
      With ${many(cut, 'row')} flagged:
    </p>
    <table>
      <tbody>
        ${lines.map(
          ([name, value, meaning]) =>
            markup`<tr>
              <th scope="row">${name}</th>
              <td class="n">${value}</td>
              <td>${meaning}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <table>
      <caption>
        Rows by label and by threshold
      </caption>
      <thead>
        <tr>
          <th></th>
          <th scope="col" class="n">flagged</th>
          <th scope="col" class="n">not flagged</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">anomalies</th>
          <td class="n">${count(confusion.truePositives)}</td>
          <td class="n">${count(confusion.falseNegatives)}</td>
        </tr>
        <tr>
          <th scope="row">normal rows</th>
          <td class="n">${count(confusion.falsePositives)}</td>
          <td class="n">${count(confusion.trueNegatives)}</td>
        </tr>
      </tbody>
    </table>
  </section>`
}
