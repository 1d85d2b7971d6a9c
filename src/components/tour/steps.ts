import type { Screen } from '../../state/app-state.ts'

export interface TourStep {
  readonly title: string
  readonly text: string
  /** What it points at: the first of these that is on the page. */
  readonly anchors: readonly string[]
  /** The screen that holds it; null: any. */
  readonly screen: Screen | null
  /** Where the card stands; below by default. */
  readonly side?: 'left-start' | 'top'
}

/** In the order of the work. */
export const STEPS: readonly TourStep[] = [
  {
    title: 'Draw the line',
    text: 'Every row has a score; the rows above the line are flagged. Move it with the mouse or the arrow keys, or type how many rows you can review. Every plot and count follows at once.',
    anchors: ['.threshold', '[role="slider"][aria-label="Threshold"]'],
    screen: null,
  },
  {
    title: 'See where the flagged rows are',
    text: 'This colour means flagged, everywhere, and nothing else. Drag over a plot to select rows in all of them; with the keyboard, arrow keys move a cursor and Enter selects.',
    anchors: ['section[aria-label="Score histogram"]'],
    screen: 'review',
  },
  {
    title: 'Go through them',
    text: 'The flagged rows, the most unusual first. Up and Down move from row to row.',
    anchors: ['[role="grid"][aria-label="Flagged rows"]'],
    screen: 'review',
    side: 'top',
  },
  {
    title: 'Why this row?',
    text: 'The selected row: which columns make it stand out, its values beside what is usual, and your decision on it.',
    anchors: ['#row', '[data-panel-id="row"]'],
    screen: 'review',
    side: 'left-start',
  },
  {
    title: 'Look further',
    text: 'Overview says what is in the file and what is wrong with it, Explore and Correlations show its columns, Model how the ranking is made, Evaluate how good it is.',
    anchors: ['[role="tablist"][aria-label="Screens"]'],
    screen: null,
  },
  {
    title: 'Nothing leaves your machine',
    text: 'Privacy shows every request that was made, and how to check it. Help explains the words, and has this tour again.',
    anchors: ['[data-tour="privacy"]'],
    screen: null,
  },
]
