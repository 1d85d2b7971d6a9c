import { setCut, resetCut, upcomingCut } from '../../state/actions/cut.ts'
import { setDetector } from '../../state/actions/detecting.ts'
import { exportFlagged, exportSelected, saveControlTotals } from '../../state/actions/exporting.ts'
import { closeFile, openSample } from '../../state/actions/opening.ts'
import { saveSettings } from '../../state/actions/settings.ts'
import { setScreen } from '../../state/actions/view.ts'
import type { AppState, Screen } from '../../state/app-state.ts'
import { detectorGroups } from '../../state/detector-choices.ts'
import { openExportDialog } from '../../state/export-dialog.ts'
import { SAMPLES } from '../../state/samples.ts'
import {
  clearSelection,
  hideRows,
  redoSelection,
  setFlaggedOnly,
  showRows,
  undoSelection,
} from '../../state/selection.ts'
import { appStore } from '../../state/store.ts'
import { SCREENS } from '../shell/screens.ts'
import { openKeys, openPalette } from './keys-store.ts'
import { registerCommands, type Command } from './registry.ts'

const get = appStore.getState
const isOpen = (state: AppState) => state.dataset !== null
const isRanked = (state: AppState) => state.ranking !== null
const canExport = (state: AppState) => state.ranking !== null && state.work === null

const SCREEN_LETTERS: Readonly<Record<Screen, string>> = {
  overview: 'o',
  explore: 'e',
  correlations: 'c',
  model: 'm',
  evaluate: 'v',
  review: 'r',
}

const screens: readonly Command[] = SCREENS.map(({ id, label }) => ({
  id: `screen-${id}`,
  title: label,
  group: 'Go to',
  keys: [`g ${SCREEN_LETTERS[id]}`],
  enabled: isOpen,
  also: 'screen tab show',
  run: () => setScreen(id),
}))

const move = (rows: number) => () => setCut(upcomingCut() + rows)

const threshold: readonly Command[] = [
  { id: 'cut-down', title: 'Flag one row fewer', keys: ['['], repeats: true, run: move(-1) },
  { id: 'cut-up', title: 'Flag one row more', keys: [']'], repeats: true, run: move(1) },
  { id: 'cut-down-ten', title: 'Flag ten rows fewer', keys: ['shift+['], repeats: true, run: move(-10) },
  { id: 'cut-up-ten', title: 'Flag ten rows more', keys: ['shift+]'], repeats: true, run: move(10) },
  { id: 'cut-reset', title: 'Reset the threshold to the proposed one', run: resetCut },
].map((command) => ({ ...command, group: 'Threshold', also: 'threshold cut line review', enabled: isRanked }))

const selecting: readonly Command[] = [
  {
    id: 'search',
    title: 'Search all cells',
    group: 'Search and select',
    keys: ['/'],
    enabled: isOpen,
    also: 'find text',
    run: () => document.querySelector<HTMLInputElement>('.cell-search input')?.focus(),
  },
  {
    id: 'flagged-only',
    title: 'Flagged rows only, on or off',
    group: 'Search and select',
    enabled: isRanked,
    also: 'filter',
    run: () => setFlaggedOnly(!get().flaggedOnly),
  },
  {
    id: 'clear-filters',
    title: 'Clear all filters',
    group: 'Search and select',
    enabled: (state) => state.clauses.length > 0 || state.flaggedOnly,
    also: 'selection brush remove',
    run: clearSelection,
  },
  {
    id: 'undo-selection',
    title: 'Undo the last filter or selection',
    group: 'Search and select',
    enabled: (state) => state.past.length > 0,
    also: 'filter brush',
    run: undoSelection,
  },
  {
    id: 'redo-selection',
    title: 'Redo the filter or selection',
    group: 'Search and select',
    enabled: (state) => state.future.length > 0,
    also: 'filter brush',
    run: redoSelection,
  },
  {
    id: 'rows',
    title: 'List of selected rows, show or hide',
    group: 'Search and select',
    enabled: isOpen,
    also: 'all rows dock table',
    run: () => (get().rowsShown ? hideRows() : showRows()),
  },
]

const exports: readonly Command[] = [
  {
    id: 'export',
    title: 'Export rows: Excel, Parquet, CSV or JSON…',
    group: 'Export',
    keys: ['e'],
    enabled: canExport,
    also: 'download save flagged selected all format xlsx',
    run: () => openExportDialog('rows'),
  },
  {
    id: 'export-report',
    title: 'Report…',
    group: 'Export',
    enabled: canExport,
    also: 'download save print pdf html',
    run: () => openExportDialog('report'),
  },
  {
    id: 'export-flagged',
    title: 'Export flagged rows (CSV)',
    group: 'Export',
    enabled: canExport,
    also: 'download save',
    run: () => void exportFlagged('flagged'),
  },
  {
    id: 'export-all',
    title: 'Export all rows with scores (CSV)',
    group: 'Export',
    enabled: canExport,
    also: 'download save',
    run: () => void exportFlagged('all'),
  },
  {
    id: 'export-selected',
    title: 'Export selected rows (CSV)',
    group: 'Export',
    enabled: (state) => state.selection !== null && canExport(state),
    also: 'download save filter',
    run: () => void exportSelected(),
  },
  {
    id: 'export-totals',
    title: 'Export control totals (CSV)',
    group: 'Export',
    enabled: canExport,
    also: 'download save reconcile',
    run: saveControlTotals,
  },
  {
    id: 'export-settings',
    title: 'Export settings (JSON)',
    group: 'Export',
    enabled: canExport,
    also: 'download save repeat command line',
    run: () => void saveSettings(),
  },
]

const file: readonly Command[] = [
  {
    id: 'open-file',
    title: 'Open a file',
    group: 'File',
    also: 'csv excel load another',
    run: () => document.querySelector<HTMLInputElement>('input[type=file]')?.click(),
  },
  ...SAMPLES.map((sample): Command => ({
    id: `sample-${sample.file}`,
    title: `Open the sample: ${sample.name}`,
    group: 'File',
    enabled: (state) => state.work === null,
    also: 'example try',
    run: () => void openSample(sample),
  })),
  { id: 'close-file', title: 'Close file', group: 'File', enabled: isOpen, run: () => void closeFile() },
]

const page: readonly Command[] = [
  {
    id: 'keys',
    title: 'Show the keys',
    group: 'Page',
    keys: ['?'],
    also: 'keyboard shortcuts',
    run: openKeys,
  },
  { id: 'palette', title: 'Find a command', group: 'Page', keys: ['mod+k'], run: openPalette },
]

/** A detector is chosen and run at once, as in the list of detectors. */
function detectors(): readonly Command[] {
  const { catalog, dataset } = get()
  if (!dataset) return []
  return detectorGroups(catalog, dataset.rowCount).flatMap(({ heading, choices }) =>
    choices.map(({ id, name, hint, refused }): Command => ({
      id: `detector-${id}`,
      title: `Detector: ${name}${hint === '' ? '' : ` (${hint})`}`,
      group: 'Detector',
      enabled: () => !refused,
      also: `${heading} ${id} rank score`,
      run: () => void setDetector(id),
    })),
  )
}

registerCommands([...screens, ...threshold, ...selecting, ...exports, ...file, ...page])
registerCommands(detectors)
