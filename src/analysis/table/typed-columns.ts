import type { ColumnChoice } from '../settings.ts'
import type { Evidence } from './evidence.ts'
import { finishColumn, gatherEvidence } from './finish-column.ts'
import type { FinishedColumn, Pause } from './finish-column.ts'
import { UNREADABLE_LIMIT, inferReading, settledMark, settledOrder } from './infer-type.ts'
import type { Siblings } from './infer-type.ts'
import type { ReadPass } from './read-pass.ts'
import type { WrittenWay } from './table.ts'
import { writtenWays } from './written-ways.ts'

/**
 * Decides every column's type from the evidence of all rows and makes the typed columns; a column
 * that was collected in a way that does not allow its type is read again.
 */
export async function typedColumns(
  pass: ReadPass,
  choices: Readonly<Record<string, ColumnChoice>>,
  delimiter: string,
  pause: Pause,
): Promise<FinishedColumn[]> {
  const { names } = pass
  const lost = new Set(pass.collected.flatMap((collected, c) => (collected.kind === 'lost' ? [c] : [])))
  if (lost.size > 0) await pass.run(lost)
  const evidence: Evidence[] = []
  for (const collected of pass.collected) {
    const gathered = await gatherEvidence(collected, pause)
    if (gathered === null) throw new Error('a column was lost twice')
    evidence.push(gathered)
  }
  const siblings = settledByColumns(evidence, delimiter)
  const readings = evidence.map((e, c) =>
    inferReading(e, names[c] ?? '', choiceOf(choices, names[c] ?? ''), siblings),
  )
  const finished: (FinishedColumn | null)[] = []
  const finish = async (c: number) => {
    const collected = pass.collected[c]
    const e = evidence[c]
    const reading = readings[c]
    if (collected === undefined || e === undefined || reading === undefined) return
    const choice = choiceOf(choices, names[c] ?? '')
    // Before the column is made, which fills in the values of the cells that stood aside.
    const ways = await writtenWays(collected, e, reading, pause)
    const made = await finishColumn(c, names[c] ?? '', collected, e, reading, choice, pause)
    finished[c] = made && noticed(made, ways)
    pass.collected[c] = { kind: 'lost' }
    await pause()
  }
  for (let c = 0; c < evidence.length; c++) await finish(c)
  const misread = new Set(finished.flatMap((column, c) => (column === null ? [c] : [])))
  if (misread.size > 0) {
    await pass.run(misread)
    for (const c of misread) await finish(c)
  }
  return finished.filter((column) => column !== null)
}

function noticed({ column, unreadable }: FinishedColumn, ways: readonly WrittenWay[] | null): FinishedColumn {
  return {
    column: {
      ...column,
      ...(unreadable.count === 0 ? {} : { unreadableRows: Uint32Array.from(unreadable.rows) }),
      ...(ways === null ? {} : { ways }),
    },
    unreadable,
  }
}

function choiceOf(choices: Readonly<Record<string, ColumnChoice>>, name: string): ColumnChoice | undefined {
  return Object.hasOwn(choices, name) ? choices[name] : undefined
}

/** What most columns that settle their decimal mark or day order by themselves say. */
function settledByColumns(evidence: readonly Evidence[], delimiter: string): Siblings {
  let marks = 0
  let orders = 0
  for (const e of evidence) {
    const cells = e.cells
    if (e.allNumbers >= (1 - UNREADABLE_LIMIT) * cells) {
      const mark = settledMark(e)
      marks += mark === null ? 0 : mark === '.' ? 1 : -1
    }
    if (e.allDates >= (1 - UNREADABLE_LIMIT) * cells) {
      const order = settledOrder(e)
      orders += order === null ? 0 : order === 'day-first' ? 1 : -1
    }
  }
  return {
    mark: marks === 0 ? null : marks > 0 ? '.' : ',',
    order: orders === 0 ? null : orders > 0 ? 'day-first' : 'month-first',
    delimiter,
  }
}
