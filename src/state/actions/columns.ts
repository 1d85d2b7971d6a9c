import type { ColumnChoice, DialectChoice } from '../../analysis/settings.ts'
import { appStore } from '../store.ts'
import { reopenWith } from './reading.ts'

const get = appStore.getState

/** Changes how one column is read or used; an absent field stays as it was. */
export async function setColumn(name: string, choice: ColumnChoice): Promise<void> {
  const before = get().columnChoices
  const merged = { ...before[name], ...choice }
  // A format belongs to a type: another type's does not outlive it.
  if (choice.type !== undefined && choice.format === undefined) delete merged.format
  await reopenWith({ columnChoices: { ...before, [name]: merged } })
}

/** Takes back what was set for a column, or for all of them: type, format and role are inferred again. */
export async function inferColumns(name?: string): Promise<void> {
  const kept = Object.entries(get().columnChoices).filter(([other]) => name !== undefined && other !== name)
  await reopenWith({ columnChoices: Object.fromEntries(kept) })
}

/** Changes how the file is cut into cells. */
export async function setDialect(dialect: DialectChoice): Promise<void> {
  await reopenWith({ dialect })
}
