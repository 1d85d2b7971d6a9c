import { beforeEach, expect, it } from 'vitest'
import type { FlaggedGroups } from '../analysis/groups/groups.ts'
import type { DatasetSummary, Ranking, Result } from '../workers/engine.api.ts'
import { later, use } from './actions/actions.test-support.ts'
import { groupAnew, groupsStore, openGroup } from './groups.ts'
import { appStore } from './store.ts'

const dataset = {} as DatasetSummary
const ranking = { order: Uint32Array.of(0, 1, 2) } as Ranking
const of = (cut: number) => ({ dataset, ranking, cut })
const found = (...groups: readonly (readonly number[])[]) =>
  ({ groups: groups.map((rows) => ({ rows: Uint32Array.from(rows) })) }) as unknown as FlaggedGroups
const now = () => groupsStore.getState()

beforeEach(() => appStore.setState({ dataset }))

it('a newer line wins, whichever answer comes first', async () => {
  const answers = [later<FlaggedGroups>(), later<FlaggedGroups>()]
  let asked = 0
  use({ groupFlagged: () => answers[asked++]!.promise })
  const first = groupAnew(of(10))
  const second = groupAnew(of(20))
  answers[1]!.give(found([1, 2, 3]))
  await second
  answers[0]!.give(found([4, 5, 6]))
  await first
  expect(now()).toMatchObject({ of: { cut: 20 }, asked: null })
  expect([...now().groups!.groups[0]!.rows]).toEqual([1, 2, 3])
})

it('the group that is open stays open by its first row, wherever it is listed then', async () => {
  const answers = [found([1, 2, 3], [4, 5, 6]), found([4, 7, 6], [1, 2, 9]), found([8, 9, 10])]
  use({ groupFlagged: () => Promise.resolve({ ok: true, value: answers.shift()! }) })
  await groupAnew(of(10))
  openGroup(1)
  await groupAnew(of(11))
  expect(now().open).toBe(0)
  await groupAnew(of(12))
  expect(now().open).toBeNull()
})

it('what goes wrong is told, a call that was stopped is not, and another file begins anew', async () => {
  const error = { code: 'bad', message: 'No groups.', facts: {} }
  const results: Result<FlaggedGroups>[] = [
    { ok: false, error },
    { ok: false, error: { ...error, code: 'cancelled' } },
  ]
  use({ groupFlagged: () => Promise.resolve(results.shift()!) })
  await groupAnew(of(10))
  expect(now()).toMatchObject({ groups: null, error, asked: null })
  await groupAnew(of(11))
  expect(now().error).toBeNull()
  use({ groupFlagged: () => Promise.reject(new Error('it is gone')) })
  await groupAnew(of(12))
  expect(now().error?.message).toContain('it is gone')
  appStore.setState({ dataset: {} as DatasetSummary })
  expect(now()).toMatchObject({ groups: null, of: null, error: null, open: null })
})
