import './network-lockdown.ts'
import { expose } from 'comlink'
import { settled } from './error-report.ts'
import { hashBlob } from './hash-blob.ts'
import { keepFile } from './keep-file.ts'
import type { StorageWorkerApi } from './storage.api.ts'
import { whenStarted } from './worker-start.ts'

const api: StorageWorkerApi = {
  hash: (data) => settled(() => hashBlob(data)),
  keep: (data, name) => settled(() => keepFile(data, name)),
}

whenStarted((port) => expose(api, port))
