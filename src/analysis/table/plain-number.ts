import type { Evidence } from './evidence.ts'
import { NumberKind } from './parse-number.ts'

const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

/**
 * Reads an unadorned number with a decimal point (`-12`, `3.50`, `1.2e-5`) and counts its class in
 * the evidence: the fast path of number columns. With at most 15 digits mantissa and power of ten
 * are exact and one division rounds correctly (Clinger's fast path); longer ones go through Number.
 *
 * @returns the value, or NaN for anything else (which `scanNumber` may still read). Cost: one pass over the characters.
 */
export function readPlainNumber(s: string, evidence: Evidence): number {
  const n = s.length
  if (n === 0 || n > 40) return NaN
  let i = 0
  let c = s.charCodeAt(0)
  let negative = false
  if (c === 45) {
    negative = true
    i = 1
    if (n === 1) return NaN
    c = s.charCodeAt(1)
  }
  const start = i
  const first = c
  let mantissa = 0
  while (c >= 48 && c <= 57) {
    mantissa = mantissa * 10 + (c - 48)
    i++
    if (i === n) break
    c = s.charCodeAt(i)
  }
  const whole = i - start
  if (whole === 0 || whole > 15) return NaN
  if (i === n) {
    if (first === 48 && whole > 1) evidence.counts[NumberKind.LeadingZero]!++
    else evidence.counts[NumberKind.Integer]!++
    if (whole < evidence.minDigits) evidence.minDigits = whole
    if (whole > evidence.maxDigits) evidence.maxDigits = whole
    return negative ? -mantissa : mantissa
  }
  if (c !== 46) return isExponent(s, i) ? exponential(s, NumberKind.Neutral, evidence) : NaN
  i++
  const point = i
  while (i < n) {
    c = s.charCodeAt(i)
    if (c < 48 || c > 57) return isExponent(s, i) ? exponential(s, NumberKind.Point, evidence) : NaN
    mantissa = mantissa * 10 + (c - 48)
    i++
  }
  const fraction = n - point
  if (fraction === 3 && whole <= 3 && first !== 48) {
    evidence.counts[NumberKind.DotGroup]!++
    if (evidence.ambiguousNumber === '') evidence.ambiguousNumber = s
  } else evidence.counts[NumberKind.Point]!++
  if (whole + fraction > 15) return Number(s)
  const value = mantissa / POWERS[fraction]!
  return negative ? -value : value
}

/** Whether `e`, a sign and one to four digits stand from `at` to the end. */
function isExponent(s: string, at: number): boolean {
  let i = at
  const mark = s.charCodeAt(i++)
  if (mark !== 101 && mark !== 69) return false
  const sign = s.charCodeAt(i)
  if (sign === 43 || sign === 45) i++
  const digits = s.length - i
  if (digits < 1 || digits > 4) return false
  for (; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c < 48 || c > 57) return false
  }
  return true
}

function exponential(s: string, kind: number, evidence: Evidence): number {
  evidence.counts[kind]!++
  return Number(s)
}
