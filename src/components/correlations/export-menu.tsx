import { ActionIcon, Menu, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useRef } from 'react'
import { showError } from '../../state/actions/work.ts'
import { saveBlob } from '../../state/download.ts'
import { logMark } from '../../state/exported-log.ts'
import { useApp } from '../../state/store.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import type { CorrelationRequest } from './choices.ts'
import { correlationCsv } from './correlation-csv.ts'
import { figureColours } from './heatmap.tsx'
import { heatmapPicture } from './heatmap-picture.ts'
import type { Correlations } from './readings.ts'
import { METHOD_NAMES, populationText } from './summary.ts'

interface ExportMenuProps {
  readonly dataset: DatasetSummary
  readonly answer: Correlations
  readonly order: readonly number[]
  readonly names: readonly string[]
  readonly method: CorrelationRequest['method']
  readonly among: CorrelationRequest['among']['kind']
}

/** The heatmap as a picture, and its figures as a file. */
export function ExportMenu(props: ExportMenuProps) {
  const { dataset, answer, order, names, method, among } = props
  const button = useRef<HTMLButtonElement>(null)
  const scheme = useComputedColorScheme('light')
  // Which rows are flagged may follow from decisions: then the file names the head of their log.
  const mark = useApp((state) => (among === 'all' ? '' : logMark(state)))
  const fileName = (ending: string) =>
    `${dataset.name.replace(/\.gz$/i, '').replace(/\.(csv|tsv|tab|txt|xlsx|xlsm)$/i, '') || 'flagstone'}.correlations${mark}.${ending}`
  const picture = async (format: 'png' | 'svg') => {
    if (!button.current) return
    const title = `${METHOD_NAMES[method]}, ${populationText(among, answer.rowCount)} of ${dataset.name}`
    const colours = figureColours(button.current)
    try {
      saveBlob(
        await heatmapPicture(format, { answer, order, names, scheme, colours, title }),
        fileName(format),
      )
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      const message = `The picture could not be made: ${why}. The CSV export does not need it.`
      showError({ code: 'picture-failed', message, facts: {} })
    }
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label="Export the heatmap">
          <ActionIcon ref={button} size={24} aria-label="Export the heatmap">
            <IconDownload size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void picture('png')}>Picture (PNG)</Menu.Item>
        <Menu.Item onClick={() => void picture('svg')}>Picture (SVG)</Menu.Item>
        <Menu.Item
          onClick={() =>
            saveBlob(new Blob([correlationCsv(answer, names)], { type: 'text/csv' }), fileName('csv'))
          }
        >
          Figures of all pairs (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
