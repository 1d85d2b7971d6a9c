import { expect, it } from 'vitest'
import { askForNote, deskStore, editReasons, endNote, endReasons } from './desk-store.ts'

it('the note and the list of reasons open and close apart', () => {
  askForNote()
  expect(deskStore.getState()).toEqual({ noting: true, editingReasons: false })
  editReasons()
  endNote()
  expect(deskStore.getState()).toEqual({ noting: false, editingReasons: true })
  endReasons()
  expect(deskStore.getState()).toEqual({ noting: false, editingReasons: false })
})
