const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** When something was done, on the reader's clock. */
export function formatMoment(ms: number): string {
  return moment.format(ms)
}

/** The same with seconds. */
export function formatExactMoment(ms: number): string {
  return exact.format(ms)
}
