import type { ModelRecord } from '../detector.ts'
import { readRecord } from '../model-record.ts'
import type { DataFacts } from './auto-facts.ts'
import { MEMBERS, type MemberId } from './auto-members.ts'
import { planFor } from './auto-plan.ts'

/** A fitted detector, and where its figure lies for the rows of the table. */
export interface FittedMember {
  readonly id: MemberId
  readonly model: unknown
  /** Mean and standard deviation of its figure over a sample of the rows. */
  readonly centre: number
  /** > 0 */
  readonly spread: number
}

export interface AutoModel {
  /** The plan follows from them. */
  readonly facts: DataFacts
  /** In the plan's order. */
  readonly members: readonly FittedMember[]
}

export function serializeAuto({ facts, members }: AutoModel): ModelRecord {
  return {
    detector: 'auto',
    version: 1,
    ...facts,
    members: members.map(({ id, model, centre, spread }) => {
      return { id, centre, spread, record: MEMBERS[id].detector.serialize(model) }
    }),
  }
}

/** @throws InvalidModelError when it is damaged, or its members are not those that its facts ask for */
export function deserializeAuto(record: unknown): AutoModel {
  const fields = readRecord(record, 'auto', 1)
  const facts = {
    rows: fields.integer('rows', 1, 1e12),
    varying: fields.integer('varying', 0, 1e6),
    indicators: fields.integer('indicators', 0, 1e6),
  }
  const planned = planFor(facts).members
  // readRecord has seen that it is an object; what is in it is looked at here.
  const { members } = record as { readonly members?: unknown }
  const given: readonly unknown[] =
    Array.isArray(members) && members.length === planned.length
      ? members
      : fields.fail('the field members is damaged')
  return { facts, members: planned.map(({ id }, i) => readMember(id, given[i], fields.fail)) }
}

function readMember(id: MemberId, given: unknown, fail: (problem: string) => never): FittedMember {
  if (typeof given !== 'object' || given === null) return fail(`its member ${id} is missing`)
  const { id: named, centre, spread, record } = given as Readonly<Record<string, unknown>>
  if (named !== id || typeof centre !== 'number' || typeof spread !== 'number') {
    return fail(`its member ${id} is damaged`)
  }
  if (!Number.isFinite(centre) || !(spread > 0)) return fail(`its member ${id} has no scale`)
  return { id, model: MEMBERS[id].detector.deserialize(record), centre, spread }
}
