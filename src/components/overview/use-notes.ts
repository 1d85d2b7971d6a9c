import { useMemo, useState } from 'react'
import { useApp } from '../../state/store.ts'

const NONE: readonly string[] = []

/** Notes of the reader and of the detector; the latter's stay while it runs again, so that nothing jumps. */
export function useNotes(): readonly string[] {
  const warnings = useApp((state) => state.dataset?.read.warnings)
  const ranking = useApp((state) => state.ranking)
  const busy = useApp((state) => state.work !== null)
  const [former, setFormer] = useState(NONE)
  const notes = ranking ? ranking.notes : busy ? former : NONE
  if (notes !== former) setFormer(notes)
  return useMemo(() => [...(warnings ?? []).map(({ message }) => message), ...notes], [warnings, notes])
}
