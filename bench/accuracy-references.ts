import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which column of `reference_scores.csv` each detector, with its defaults, is held against. */
export const REFERENCE_OF: Readonly<Record<string, string>> = {
  iforest: 'IForest_100x256',
  copod: 'COPOD_pyod',
  ecod: 'ECOD_pyod',
  'robust-mahalanobis': 'EllipticEnvelope',
  hbos: 'HBOS_10',
  inne: 'INNE_200x8_z',
  lof: 'LOF_k20_z',
  ocsvm: 'OCSVM_rbf_nu.5_z',
  mahalanobis: 'PCAmaha_all',
  pca: 'PCAmaha_all',
  knn: 'kNN_k5max_z',
  kmeans: 'kmeans8dist_z',
}

export interface Quality {
  readonly auroc: number
  readonly ap: number
}

/** Reference figures by detector, then by set; empty where the folder has none. */
export type References = ReadonlyMap<string, ReadonlyMap<string, Quality>>

/** Reads `reference_scores.csv` (dataset,detector,auroc,ap,…) of a folder, if it is there. */
export function readReferences(folder: string): References {
  const path = join(folder, 'reference_scores.csv')
  const references = new Map<string, Map<string, Quality>>()
  if (!existsSync(path)) return references
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [set = '', detector = '', auroc, ap] = line.split(',')
    const sets = references.get(detector) ?? new Map<string, Quality>()
    references.set(detector, sets.set(set, { auroc: Number(auroc), ap: Number(ap) }))
  }
  return references
}
