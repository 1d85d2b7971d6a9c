import { float32Text } from '../export/float32-text.ts'
import { stemOf } from '../export/file-names.ts'
import { reproducingCommand } from './command-line.ts'
import { Html, markup } from './html.ts'
import type { ReportData } from './report-data.ts'
import { decisionsSection, metricsSection, rowsSection, groupsSection } from './report-findings.ts'
import { fileSection, methodSection } from './report-method.ts'
import { REPORT_STYLE } from './report-style.ts'
import { count, many, moment, percent, sum } from './report-words.ts'
import { svgBars, FLAGGED, UNFLAGGED } from './svg-bars.ts'
import { svgHeatmap } from './svg-heatmap.ts'

/** Nothing in the page may load or run anything; the links to the settings are part of the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * The report as one HTML page: no script, nothing from elsewhere, readable without a style sheet. Everything that
 * comes from the file or from people is escaped.
 *
 * Cost: linear in what is listed.
 */
export function reportPage(data: ReportData): string {
  const { choice } = data
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Flagstone ${data.about.version}" />
        <meta name="referrer" content="no-referrer" />
        <title>${choice.title}</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${choice.title}</h1>
          <p class="soft">
            ${choice.by === '' ? null : `${choice.by} · `}${moment(data.about.at)} · Flagstone
            ${data.about.version}
          </p>
          ${keyFigures(data)}
        </header>
        <main>
          ${fileSection(data)} ${methodSection(data)} ${plotsSection(data)} ${groupsSection(data)}
          ${rowsSection(data)} ${decisionsSection(data)} ${metricsSection(data)} ${totalsSection(data)}
          ${repeatSection(data)}
        </main>
      </body>
    </html> `
  return page.text
}

function keyFigures({ about, cut, totals, ranking, dataset }: ReportData): Html {
  const { amount_flagged, amount_total, amount_column } = totals
  const threshold = about.ranking?.threshold ?? null
  return markup`<ul class="figures">
    <li class="flagged">
      <strong>${count(cut)}</strong> of ${many(dataset.rowCount, 'row')} flagged,
      ${percent(cut / dataset.rowCount)}
    </li>
    ${
      amount_column === null || amount_flagged === null
        ? null
        : markup`<li class="flagged">
            <strong>${sum(amount_flagged)}</strong> of ${sum(amount_total ?? 0)} ${amount_column} flagged
          </li>`
    }
    <li>
      <strong>${threshold === null ? 'none' : float32Text(threshold)}</strong> threshold: the lowest score
      that is flagged
    </li>
    <li><strong>${ranking.detector}</strong> detector, seed ${ranking.seed}</li>
  </ul>`
}

function plotsSection({ choice, plots, correlations }: ReportData): Html | null {
  if (!choice.sections.includes('plots')) return null
  return markup`<section>
    <h2>What it looks like</h2>
    <p class="soft">
      <svg class="key" width="10" height="10" aria-hidden="true">
        <rect width="10" height="10" fill="${UNFLAGGED}" /></svg
      >all rows
      <svg class="key" width="10" height="10" aria-hidden="true">
        <rect width="10" height="10" fill="${FLAGGED}" /></svg
      >flagged rows
    </p>
    ${plots.map(
      ({ title, bars }) =>
        markup`<figure>
          <h3>${title}</h3>
          ${svgBars(bars)}
          <figcaption>${bars.summary}</figcaption>
        </figure>`,
    )}
    ${
      correlations === null
        ? null
        : markup`<figure>
            <h3>How columns go together</h3>
            ${svgHeatmap(correlations.names, correlations.values, correlations.summary)}
            <figcaption>${correlations.summary}</figcaption>
          </figure>`
    }
  </section>`
}

function totalsSection({ totals, about }: ReportData): Html {
  const lines: readonly (readonly [string, string])[] = [
    ['Rows read', count(totals.rows_read)],
    ['Rows skipped', count(totals.rows_skipped)],
    ['Rows flagged', count(totals.rows_flagged)],
    ...(totals.amount_column === null
      ? []
      : ([
          [`Sum of ${totals.amount_column}`, sum(totals.amount_total ?? 0)],
          [`Sum of ${totals.amount_column}, flagged rows`, sum(totals.amount_flagged ?? 0)],
        ] as const)),
    ['SHA-256 of the file', about.file.sha256 ?? 'not worked out'],
  ]
  return markup`<section>
    <h2>Control totals</h2>
    <p class="soft">To be compared with the source: they should be the same there.</p>
    <table class="facts">
      <tbody>
        ${lines.map(
          ([name, value]) =>
            markup`<tr>
              <th scope="row">${name}</th>
              <td class="mono">${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

/** Characters of a decision log that go into the report. */
const LONGEST_LOG = 2_000_000

function repeatSection({ about, choice, logText }: ReportData): Html {
  const stem = stemOf(about.file.name)
  const settingsName = `${stem}.settings.json`
  const logName = about.log === null ? null : `${stem}.decisions.json`
  const settings = `${JSON.stringify(about.settings, null, 2)}\n`
  const learns = about.settings.feedback?.on === true
  const log = logText !== null && logText.length <= LONGEST_LOG ? logText : null
  return markup`<section class="new-page">
    <h2>To repeat and to check it</h2>
    <p>
      This command gives every row the same score, to the bit, on any machine with Flagstone ${about.version}.
      It needs the file itself and what is kept below.
    </p>
    <pre id="command"><code>${reproducingCommand(about.file.name, settingsName, logName)}</code></pre>
    ${
      about.log === null
        ? markup`<p>No decision was made, so that there is no decision log.</p>`
        : markup`<h3>Decision log</h3>
            <p>
              Every decision is an entry of a log in which each entry holds the hash of the one before. The
              hash of the last one, the head, stands for all of them: a log that was changed afterwards has
              another
              head.${learns ? ' Here the decisions also changed the order of the rows, so that the log is needed to repeat it.' : null}
            </p>
            <table class="facts">
              <tbody>
                <tr>
                  <th scope="row">Head of the log</th>
                  <td class="mono" id="log-head">${about.log.head}</td>
                </tr>
                <tr>
                  <th scope="row">Entries</th>
                  <td>${count(about.log.entries)}</td>
                </tr>
                <tr>
                  <th scope="row">To check a copy</th>
                  <td class="mono">
                    flagstone decisions ${logName ?? ''} --head ${about.log.head.slice(0, 16)}
                  </td>
                </tr>
              </tbody>
            </table>
            ${log === null ? markup`<p>The log is too long to be kept in the report: export it beside it.</p>` : markup`<p class="screen-only"><a download="${logName ?? ''}" href="data:application/json;charset=utf-8,${encodeURIComponent(log)}">Save the decision log, ${logName ?? ''}</a></p>`}`
    }
    ${
      choice.sections.includes('settings')
        ? markup`<h3>Settings</h3>
            <p class="screen-only">
              <a
                download="${settingsName}"
                href="data:application/json;charset=utf-8,${encodeURIComponent(settings)}"
                >Save the settings, ${settingsName}</a
              >
            </p>
            <pre id="settings"><code>${settings}</code></pre>`
        : markup`<p>The settings are not in this report: save them from the page as ${settingsName}.</p>`
    }
  </section>`
}
