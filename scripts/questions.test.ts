import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createInlineRunner } from '../src/analysis/pipeline/inline-runner.ts'
import { Session } from '../src/analysis/pipeline/session.ts'
import { testHost, textSource } from '../src/analysis/pipeline/testing.ts'
import { questions, type QuestionKind, type RequestOf } from '../src/analysis/questions/questions.ts'

const LINE = /^\| `(\w+)` \|.*\| `(\{.*\})` \|$/gm
const documented = [...readFileSync('docs/questions.md', 'utf8').matchAll(LINE)].map(
  ([, kind = '', request = '']) => ({ kind: kind as QuestionKind, request }),
)
const host = testHost()
let session: Session

beforeAll(async () => {
  const text = readFileSync('public/sample-data/vendor-payments.csv', 'utf8')
  session = await Session.open(textSource(text), {}, createInlineRunner(), host)
  await session.detect({ detector: 'auto', params: {}, seed: 1 }, host)
})

describe('docs/questions.md', () => {
  it('has every question, once', () => {
    expect(documented.map(({ kind }) => kind).sort()).toEqual(Object.keys(questions).sort())
  })

  it.each(documented)('gives a request that $kind answers', async ({ kind, request }) => {
    const { columns } = session.dataset.summary
    const asked = JSON.parse(request, (_, value: unknown) => {
      if (typeof value !== 'string' || !value.startsWith('@')) return value
      const column = columns.find(({ name }) => name === value.slice(1))
      if (!column) throw new Error(`no column ${value}`)
      return column.index
    }) as RequestOf<QuestionKind>
    const answer: unknown = await session.ask(kind, asked, false, host)
    expect(answer).toBeTypeOf('object')
    // Everything that is given away must cross to another thread.
    expect(() => structuredClone(answer)).not.toThrow()
  })
})
