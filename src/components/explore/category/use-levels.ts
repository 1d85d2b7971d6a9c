import { useEffect, useMemo, useState } from 'react'
import type { CategoryLevels } from '../../../analysis/categories/category-levels.ts'
import { useQuestion } from '../../../state/use-question.ts'

export type NameOf = (level: number) => string | null | undefined

/** At most so many names are asked for at once. */
const PAGE = 400

/**
 * The names of levels: those that came with the answer, and the others as they come into sight.
 *
 * @param wanted the levels in sight
 * @returns undefined while a name is on its way
 */
export function useLevelNames(levels: CategoryLevels | null, wanted: readonly number[]): NameOf {
  const cache = useMemo(() => {
    const names = new Map<number, string | null>()
    levels?.names.forEach((name, level) => names.set(level, name))
    return names
  }, [levels])
  const [version, setVersion] = useState(0)
  const unknown = levels ? wanted.filter((level) => !cache.has(level)).slice(0, PAGE) : []
  const { data, request } = useQuestion(
    'levelNames',
    levels && unknown.length > 0 ? { column: levels.column, levels: unknown } : null,
  )
  useEffect(() => {
    if (!data || !request || request.column !== levels?.column) return
    request.levels.forEach((level, k) => cache.set(level, data[k] ?? null))
    setVersion((n) => n + 1)
  }, [cache, data, request, levels])
  return useMemo(() => {
    void version
    return (level) => cache.get(level)
  }, [cache, version])
}
