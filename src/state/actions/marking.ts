import { presentRows } from '../present-queue.ts'
import { noMarks, type MarkedDraft, type QueueFilter, type QueueState } from '../queue-state.ts'
import { NO_MARKS, withMarks, withoutMark } from '../row-marks.ts'
import { shownQueue } from '../shown-queue.ts'
import { appStore } from '../store.ts'

const get = appStore.getState

/** Which rows of the queue are listed. */
export function setQueueFilter(filter: QueueFilter): void {
  setQueue({ filter })
}

/** Rows below the line that are to be reviewed beside the flagged ones, where they stand, and whether blind. */
export function setDrawnRows(drawn: Pick<QueueState, 'drawn' | 'places' | 'blind'>): void {
  setQueue(drawn)
}

/** Marks a row to be decided together with others, or takes the mark away. */
export function toggleMark(row: number): void {
  const { marked } = get().queue
  setQueue({ marked: marked.has(row) ? withoutMark(marked, row) : withMarks(marked, [row]), anchor: row })
}

/** Marks every row from the one that was marked last up to this one, as they are shown. */
export function markUpTo(row: number): void {
  const { anchor, marked } = get().queue
  const queue = shownQueue()
  const from = anchor === null ? -1 : (queue?.positionOf(anchor) ?? -1)
  const to = queue?.positionOf(row) ?? -1
  if (!queue || from < 0 || to < 0) {
    setQueue({ marked: withMarks(marked, [row]), anchor: row })
    return
  }
  const more: number[] = []
  for (let position = Math.min(from, to); position <= Math.max(from, to); position++) {
    const between = queue.rowAt(position)
    if (between !== null) more.push(between)
  }
  setQueue({ marked: withMarks(marked, more), anchor: row })
}

/** Marks every row that is listed. */
export function markAll(): void {
  setQueue({ marked: withMarks(NO_MARKS, presentRows(get())) })
}

export function clearMarks(): void {
  if (get().queue.marked.size > 0) setQueue(noMarks)
}

/** What the marked rows are to get beside their label. */
export function setDraft(draft: Partial<MarkedDraft>): void {
  setQueue({ draft: { ...get().queue.draft, ...draft } })
}

function setQueue(patch: Partial<QueueState>): void {
  appStore.setState(({ queue }) => ({ queue: { ...queue, ...patch } }))
}
