import { UsageError } from '../errors.ts'
import { didYouMean } from '../nearest-name.ts'
import type { Detector } from './detector.ts'
import { mahalanobis } from './statistical/mahalanobis.ts'
import { grubbs } from './statistical/grubbs.ts'
import { auto } from './ensembles/auto.ts'
import { autoencoder } from './deep/autoencoder.ts'
import { loda } from './density/loda.ts'
import { copod } from './density/copod.ts'
import { dbscan } from './neighbours/dbscan.ts'
import { ecod } from './density/ecod.ts'
import { createEnsemble } from './ensembles/ensemble.ts'
import { extendedIsolationForest } from './forests/extended-isolation-forest.ts'
import { hbos } from './density/hbos.ts'
import { esd } from './statistical/esd.ts'
import { inne } from './neighbours/inne.ts'
import { iqr } from './statistical/iqr.ts'
import { kMeans } from './clusters/kmeans.ts'
import { knn } from './neighbours/knn.ts'
import { isolationForest } from './forests/isolation-forest.ts'
import { lof } from './neighbours/lof.ts'
import { meanSd } from './statistical/mean-sd.ts'
import { mlIsolationForest } from './forests/ml-isolation-forest.ts'
import { modifiedZ } from './statistical/modified-z.ts'
import { oneClassSvm } from './boundary/ocsvm.ts'
import { pooledForest } from './forests/pooled-forest.ts'
import { pca } from './clusters/pca.ts'
import { robustMahalanobis } from './statistical/robust-mahalanobis.ts'

/** Detectors that work on their own, and may be members of an ensemble. */
const single: readonly Detector[] = [
  isolationForest,
  extendedIsolationForest,
  pooledForest,
  mlIsolationForest,
  meanSd,
  modifiedZ,
  iqr,
  esd,
  grubbs,
  mahalanobis,
  robustMahalanobis,
  hbos,
  ecod,
  copod,
  loda,
  knn,
  lof,
  dbscan,
  inne,
  kMeans,
  pca,
  oneClassSvm,
  autoencoder,
]

/** Every detector that Flagstone offers, in the order in which they are offered. */
export const detectors: readonly Detector[] = [auto, createEnsemble(single), ...single]

/** Runs where nobody chose: it looks at the data first. */
export const DEFAULT_DETECTOR = 'auto'

/**
 * @param id a detector's id
 * @throws UsageError that lists the ids
 */
export function findDetector(id: string): Detector {
  const detector = detectors.find((candidate) => candidate.info.id === id)
  if (detector === undefined) {
    const ids = detectors.map((candidate) => candidate.info.id)
    const message = `There is no detector ${id}.${didYouMean(id, ids)} There is: ${ids.join(', ')}.`
    throw new UsageError('unknown-detector', message, { detector: id, known: ids.join(',') })
  }
  return detector
}
