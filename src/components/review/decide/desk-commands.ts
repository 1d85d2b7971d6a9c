import { setReviewTab } from '../../../state/actions/deciding.ts'
import {
  decideByKey,
  goToUndecided,
  redoAtDesk,
  stepAtDesk,
  undoAtDesk,
} from '../../../state/actions/desk.ts'
import { clearMarks, markAll, markUpTo, setQueueFilter, toggleMark } from '../../../state/actions/marking.ts'
import { setScreen } from '../../../state/actions/view.ts'
import type { AppState } from '../../../state/app-state.ts'
import { announce } from '../../../state/announcements.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { presentMarks } from '../../../state/present-queue.ts'
import type { QueueFilter } from '../../../state/queue-state.ts'
import { appStore } from '../../../state/store.ts'
import { keysStore } from '../../keys/keys-store.ts'
import { registerCommands, type Command } from '../../keys/registry.ts'
import { REVIEW_TABS } from '../review-tabs.ts'
import { askForNote, editReasons } from './desk-store.ts'
import { labelKey } from './label-keys.ts'

const get = appStore.getState
const atDesk = (state: AppState) => state.screen === 'review' && state.ranking !== null
const onRow = (state: AppState) => atDesk(state) && state.selectedRow !== null
const canDecide = (state: AppState) => onRow(state) || (atDesk(state) && state.queue.marked.size > 0)
const canGo = (state: AppState) => state.ranking !== null

const queue: readonly Command[] = [
  { id: 'next', title: 'Next row', keys: ['j'], repeats: true, enabled: atDesk, run: () => stepAtDesk(1) },
  {
    id: 'previous',
    title: 'Previous row',
    keys: ['k'],
    repeats: true,
    enabled: atDesk,
    run: () => stepAtDesk(-1),
  },
  {
    id: 'next-undecided',
    title: 'Next undecided row',
    keys: ['shift+j'],
    enabled: atDesk,
    run: () => {
      if (!goToUndecided()) announce('No other row of the queue is undecided.')
    },
  },
  {
    id: 'mark',
    title: 'Mark the row, or take the mark away',
    keys: ['x'],
    enabled: onRow,
    run: () => mark(toggleMark),
  },
  {
    id: 'mark-range',
    title: 'Mark all rows from the last mark to this row',
    keys: ['shift+x'],
    enabled: onRow,
    run: () => mark(markUpTo),
  },
  { id: 'mark-all', title: 'Mark all rows that are listed', enabled: atDesk, run: () => all(markAll) },
  {
    id: 'clear-marks',
    title: 'Take all marks away',
    keys: ['escape'],
    enabled: (state: AppState) => atDesk(state) && state.queue.marked.size > 0,
    run: () => all(clearMarks),
  },
  ...filterCommands(),
].map((command) => ({ group: 'Queue', also: 'queue bulk filter list', ...command }))

function filterCommands() {
  const filters: readonly (readonly [QueueFilter, string])[] = [
    ['all', 'List all rows of the queue'],
    ['undecided', 'List undecided rows only'],
    ['decided', 'List decided rows only'],
  ]
  return filters.map(([filter, title]) => ({
    id: `list-${filter}`,
    title,
    enabled: atDesk,
    run: () => setQueueFilter(filter),
  }))
}

const deciding: readonly Command[] = [
  ...DECIDE_LABELS.map((label) => ({
    id: `decide-${label}`,
    title: LABEL_WORDS[label],
    keys: [labelKey(label)],
    enabled: canDecide,
    run: () => decideByKey({ label }, keysStore.getState().goOn),
  })),
  { id: 'note', title: 'Note', keys: ['n'], enabled: canDecide, run: askForNote },
  {
    id: 'clear-decision',
    title: 'Take the label away',
    keys: ['c'],
    enabled: canDecide,
    run: () => decideByKey({ label: null }, false),
  },
  {
    id: 'undo',
    title: 'Undo the last decision',
    keys: ['z'],
    repeats: true,
    enabled: atDesk,
    run: undoAtDesk,
  },
  {
    id: 'redo',
    title: 'Redo the last decision undone',
    keys: ['shift+z'],
    repeats: true,
    enabled: atDesk,
    run: redoAtDesk,
  },
  { id: 'edit-reasons', title: 'Edit the list of reasons', enabled: atDesk, run: editReasons },
].map((command) => ({ group: 'Decide', also: 'decide label reason', ...command }))

const TAB_LETTERS: Readonly<Record<string, string>> = {
  flagged: 'f',
  groups: 'g',
  learning: 'l',
  decisions: 'd',
}

/** The parts of Review, from any screen. */
function tabs(): readonly Command[] {
  return REVIEW_TABS.map(({ id, label }) => {
    const letter = TAB_LETTERS[id]
    return {
      id: `review-${id}`,
      title: label,
      group: 'Go to',
      ...(letter === undefined ? {} : { keys: [`g ${letter}`] }),
      also: 'review tab show',
      enabled: canGo,
      run: () => {
        setScreen('review')
        setReviewTab(id)
      },
    }
  })
}

function mark(how: (row: number) => void): void {
  const row = get().selectedRow
  if (row === null) return
  all(() => how(row))
}

function all(how: () => void): void {
  how()
  const { length } = presentMarks(get())
  announce(`${length.toLocaleString()} ${length === 1 ? 'row' : 'rows'} marked.`)
}

registerCommands([...queue, ...deciding])
registerCommands(tabs)
