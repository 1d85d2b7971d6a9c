import { describe, expect, it } from 'vitest'
import { latestCall } from './latest-call.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))

describe('latest call', () => {
  it('runs one at a time, skips what was overtaken, and answers the latest only', async () => {
    const started: string[] = []
    const answered: string[] = []
    const finish: (() => void)[] = []
    const calls = latestCall<string, string>(
      (question) => {
        started.push(question)
        return new Promise((resolve) => finish.push(() => resolve(question.toUpperCase())))
      },
      (answer) => answered.push(answer),
      () => {},
    )
    calls.ask('a')
    calls.ask('b')
    calls.ask('c')
    expect(started).toEqual(['a'])
    finish[0]!()
    await turn()
    expect(started).toEqual(['a', 'c'])
    finish[1]!()
    await turn()
    expect(answered).toEqual(['C'])
  })

  it('tells of a failure and goes on', async () => {
    const failures: string[] = []
    const answered: number[] = []
    const calls = latestCall<number, number>(
      (n) => (n < 0 ? Promise.reject(new Error('no')) : Promise.resolve(n)),
      (n) => answered.push(n),
      (_, n) => failures.push(`failed ${n}`),
    )
    calls.ask(-1)
    await turn()
    calls.ask(2)
    await turn()
    expect([failures, answered]).toEqual([['failed -1'], [2]])
  })

  it('a dropped question is not answered', async () => {
    const answered: number[] = []
    const calls = latestCall<number, number>(
      (n) => Promise.resolve(n),
      (n) => answered.push(n),
      () => {},
    )
    calls.ask(1)
    calls.drop()
    await turn()
    expect(answered).toEqual([])
  })
})
