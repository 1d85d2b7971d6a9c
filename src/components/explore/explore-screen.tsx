import { openSection } from '../../state/explore.ts'
import { useApp } from '../../state/store.ts'
import { Sections } from '../shell/sections.tsx'
import { SECTIONS } from './sections.ts'

/** What is in the columns, alone and together, and what tests say of them: all linked to the flagged rows. */
export default function ExploreScreen() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const section = useApp((state) => state.explore.section)
  const current = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0]
  if (!dataset || !current) return null
  const { Component, id } = current
  return (
    <Sections label="Part of Explore" sections={SECTIONS} chosen={id} onChoose={openSection}>
      <Component dataset={dataset} ranking={ranking} />
    </Sections>
  )
}
