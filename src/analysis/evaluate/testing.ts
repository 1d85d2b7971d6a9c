import { expect } from 'vitest'

/** Equal to twelve places; what is not defined is so on both sides. */
export function expectSame(actual: number, wanted: number, message?: string): void {
  if (Number.isNaN(wanted)) expect(actual, message).toBeNaN()
  else expect(actual, message).toBeCloseTo(wanted, 12)
}
