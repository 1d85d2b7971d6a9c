/**
 * Runs inside Chromium: scores one generated matrix with the page's own pool workers. Built and
 * served by browser.ts.
 */
import { createPoolRunner } from '../src/workers/pool-runner.ts'
import { startWorker } from '../src/workers/worker-start.ts'
import { scoringJob, timeScoring, type ScoringTime } from './scoring-job.ts'

async function scoreWithPool(
  rows: number,
  features: number,
  workers: number,
  runs: number,
): Promise<ScoringTime> {
  const runner = createPoolRunner()
  const started = Array.from({ length: workers }, (_, index) => {
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker('pool.worker.js', { type: 'module' })
    runner.seat(index, port1, { code: 'bench', message: 'replaced', facts: {} })
    return startWorker(worker, port2, (cause) => {
      throw new Error(`a pool worker ended: ${cause}`)
    })
  })
  try {
    return await timeScoring(runner, scoringJob(rows, features), runs)
  } finally {
    for (const worker of started) worker.stop()
  }
}

Object.assign(globalThis, { scoreWithPool })
