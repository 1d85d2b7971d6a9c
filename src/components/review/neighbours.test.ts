import { describe, expect, it } from 'vitest'
import { neighbours } from './neighbours.ts'

const order = Uint32Array.of(4, 2, 0, 3, 1)
const rank = Uint32Array.of(2, 4, 1, 3, 0)

describe('neighbours of the selected row', () => {
  it('are flagged rows only', () => {
    expect(neighbours(order, rank, 3, 2)).toEqual({ rank: 2, flagged: true, previous: 4, next: 0 })
    expect(neighbours(order, rank, 3, 0)).toEqual({ rank: 3, flagged: true, previous: 2, next: null })
  })

  it('from below the line previous leads back to the last flagged row', () => {
    expect(neighbours(order, rank, 2, 1)).toEqual({ rank: 5, flagged: false, previous: 2, next: null })
  })

  it('without a selection next leads to the top row', () => {
    expect(neighbours(order, rank, 2, null)).toEqual({ rank: null, flagged: false, previous: null, next: 4 })
    expect(neighbours(order, rank, 0, null).next).toBeNull()
  })
})
