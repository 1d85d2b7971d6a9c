/** What stands where something is hidden, and why. */
export const BLIND_SENTENCE =
  'Score, rank, reasons and plots are hidden until you decide, because random checks are mixed into the queue.'

export const BLIND_PLOTS = 'Plots show which rows are flagged: they come back when the row is decided.'
