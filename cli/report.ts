import { didYouMean } from '../src/analysis/nearest-name.ts'
import { UsageError } from '../src/analysis/errors.ts'
import { stemOf } from '../src/analysis/export/file-names.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import { REPORT_SECTIONS, type ReportSection } from '../src/analysis/report/report-data.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import type { ReportCommand } from './commands.ts'
import { exportContext } from './decisions.ts'
import { rankFile } from './detect.ts'
import { distinctFiles } from './distinct-files.ts'
import { toFile } from './out-file.ts'

const DEFAULT_ROWS = 50

/** `flagstone report`: the same page that the browser writes. */
export async function report(command: ReportCommand, source: ByteSource, host: Host): Promise<string> {
  await distinctFiles({ ...command.detect, out: command.out })
  const sections = sectionsOf(command.without)
  const { session, choice, cut, label, decided } = await rankFile(command.detect, source, host)
  const context = await exportContext(source, choice, cut, decided)
  const { html } = await session.report(
    {
      choice: {
        title: command.title ?? `${stemOf(source.name)}: rows that stand out`,
        by: command.by ?? '',
        sections,
        topRows: command.rows ?? DEFAULT_ROWS,
      },
      context,
      log: decided?.log ?? [],
      label: label === null ? null : { column: label.column.index, mapping: label.mapping },
    },
    host,
  )
  await toFile(command.out, async (sink) => {
    await sink(new TextEncoder().encode(html))
  })
  return `${command.out} written: ${cut.toLocaleString('en-US')} of ${session.dataset.summary.rowCount.toLocaleString('en-US')} rows flagged.\n`
}

function sectionsOf(without: readonly string[]): ReportSection[] {
  for (const name of without) {
    if (REPORT_SECTIONS.some((section) => section === name)) continue
    const near = didYouMean(name, REPORT_SECTIONS)
    throw new UsageError(
      'wrong-usage',
      `There is no section ${name}.${near} There are: ${REPORT_SECTIONS.join(', ')}. Try flagstone --help.`,
    )
  }
  return REPORT_SECTIONS.filter((section) => !without.includes(section))
}
