import { formatNumber } from '../../plots/format.ts'

export interface SlopeUnits {
  readonly logX: boolean
  readonly logY: boolean
  readonly timeX: boolean
  readonly timeY: boolean
  /** Name of the horizontal column. */
  readonly x: string
}

const DAY = 86_400_000

/**
 * A slope in words: so much per unit, per day, per tenfold; a factor per unit where the vertical axis is a log
 * one; an exponent where both are.
 *
 * @param slope in axis units (log10, epoch ms)
 * @param whole with what it is per
 */
export function slopeText(slope: number, units: SlopeUnits, whole = true): string {
  const { logX, logY, timeX, timeY, x } = units
  if (logX && logY) return `${whole ? 'exponent ' : ''}${number(slope)}`
  const perX = timeX ? slope * DAY : slope
  const per = !whole ? '' : logX ? ` per tenfold ${x}` : timeX ? ' per day' : ` per 1 ${x}`
  if (logY) return `× ${number(10 ** perX)}${per}`
  const amount = timeY ? perX / DAY : perX
  return `${amount > 0 ? '+' : ''}${number(amount)}${timeY ? ' days' : ''}${per}`
}

function number(value: number): string {
  return formatNumber(value, 4)
}
