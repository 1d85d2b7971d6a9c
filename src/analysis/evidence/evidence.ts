import { contributionsOfRow } from './contributions.ts'
import { counterfactual } from './counterfactual.ts'
import { nearestRows } from './nearest-rows.ts'

/** What can be asked about one row of a run, beside what the table alone answers. */
export const evidence = { contributions: contributionsOfRow, counterfactual, nearestRows }

type Evidence = typeof evidence
export type EvidenceKind = keyof Evidence
export type EvidenceRequest<K extends EvidenceKind> = Parameters<Evidence[K]>[1]
export type EvidenceAnswer<K extends EvidenceKind> = Awaited<ReturnType<Evidence[K]>>
