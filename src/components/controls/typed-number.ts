/** How a locale writes numbers. */
export interface NumberSigns {
  readonly decimal: string
  /** Between thousands; empty where a locale has none. */
  readonly group: string
}

/** The signs of a locale; of the page's own when none is given. */
export function numberSigns(locale?: string): NumberSigns {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8)
  const of = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value
  return { decimal: of('decimal') ?? '.', group: of('group') ?? '' }
}

export type Typed = { readonly number: number } | { readonly refused: string }

/**
 * What was typed as a number. It is read as the locale writes numbers, or refused in words: `1.5` is never taken
 * for 15 where the point groups thousands, nor `1,5` where the comma does.
 */
export function readTyped(text: string, { decimal, group }: NumberSigns): Typed {
  // Spaces of any width and apostrophes group thousands wherever they stand between three digits.
  const grouping = `[\\s'’${escaped(group)}]`
  const whole = `(?:\\d{1,3}(?:${grouping}\\d{3})+|\\d+)`
  const form = new RegExp(
    `^([-−+]?)(?:(${whole})(?:${escaped(decimal)}(\\d*))?|${escaped(decimal)}(\\d+))(?:[eE]([-−+]?\\d+))?$`,
  )
  const found = form.exec(text.trim())
  if (!found) return { refused: refusal(text.trim(), { decimal, group }) }
  const [, sign = '', integer = '0', fraction = '', only = '', power = '0'] = found
  const digits = `${integer.replace(/\D/g, '')}.${fraction}${only}0e${power.replace('−', '-')}`
  const number = Number(digits) * (/[-−]/.test(sign) ? -1 : 1)
  return Number.isFinite(number)
    ? { number: number === 0 ? 0 : number }
    : { refused: 'This number is too large.' }
}

/** A plain number (`0.5`) with the locale's decimal sign, as it would be typed. */
export function asTyped(plain: string, { decimal }: NumberSigns): string {
  return plain.replace('.', decimal)
}

function refusal(text: string, { decimal, group }: NumberSigns): string {
  const signs: Readonly<Record<string, string>> = { '.': 'a point', ',': 'a comma' }
  const sign = signs[decimal] ?? `“${decimal}”`
  const other = decimal === ',' ? '.' : ','
  if (/^[-−+]?[\d.,\s]+$/.test(text) && text.includes(other)) {
    const [before = '', after = ''] = text.split(other)
    const single = text.split(other).length === 2 && !text.includes(decimal)
    const instead = single ? ` Write ${before}${decimal}${after}.` : ''
    const thousands = signs[group] === undefined ? '' : ` ${signs[group]} stands between thousands,`
    return `Not read, so that it is not misread:${thousands} the decimal sign is ${sign}.${instead}`
  }
  return `Not a number. The decimal sign is ${sign}.`
}

function escaped(sign: string): string {
  return sign.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')
}
