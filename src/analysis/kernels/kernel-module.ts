import { decodeBase64 } from '../math/base64.ts'

/**
 * Makes instances of an embedded WebAssembly kernel, which is compiled once, at the first use.
 *
 * @typeParam K what the kernel's source exports: it is compiled from beside these files, and not checked here
 * @param embedded the module in base 64, as `generated-kernels.ts` has it
 * @returns a new instance with a memory of its own; null where WebAssembly or its vectors are refused (by a content
 *   security policy, a lockdown mode, an older engine) or there is no memory for another instance: the plain twin
 *   of the kernel needs none
 * @throws {Error} at the first use, where the embedded text is damaged
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what the source exports
export function kernelModule<K>(embedded: string): () => K | null {
  let compiled: WebAssembly.Module | null | undefined
  return () => {
    if (compiled === undefined) compiled = compile(embedded)
    if (compiled === null) return null
    try {
      // What the module exports is fixed by its source.
      return new WebAssembly.Instance(compiled).exports as unknown as K
    } catch {
      return null
    }
  }
}

function compile(embedded: string): WebAssembly.Module | null {
  const bytes = decodeBase64(embedded)
  if (bytes === null) throw new Error('The embedded kernel is damaged: run scripts/build-kernels.ts')
  try {
    return new WebAssembly.Module(bytes)
  } catch {
    return null
  }
}
