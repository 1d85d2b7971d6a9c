import { expect, it } from 'vitest'
import type { Curve } from '../../../analysis/run-context.ts'
import { curveRows } from './curve-geometry.ts'
import { pointText } from './curve-text.ts'

const curve: Curve = {
  title: 'Loss',
  xLabel: 'Epoch (passes over the rows)',
  yLabel: 'Mean error',
  lines: [
    { name: 'Fitted rows', x: [1, 2, 3], y: [0.5, 0.25, 0.125] },
    { name: 'Held-out rows', x: [1, 3], y: [0.6, 0.3] },
  ],
  marks: [{ x: 3, y: 0.3, label: 'kept' }],
}

it('says where a point is and what each line has there', () => {
  const [first, second, last] = curveRows(curve)
  expect(pointText(curve, first)).toBe('Epoch 1, fitted rows 0.5, held-out rows 0.6')
  expect(pointText(curve, second)).toBe('Epoch 2, fitted rows 0.25')
  expect(pointText(curve, last)).toBe('Epoch 3, fitted rows 0.125, held-out rows 0.3, kept')
})

it('names a single line by its axis', () => {
  const single = { ...curve, lines: curve.lines.slice(0, 1), marks: [] }
  expect(pointText(single, curveRows(single)[0])).toBe('Epoch 1, mean error 0.5')
})
