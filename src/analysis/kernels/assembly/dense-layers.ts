// Small dense networks on a block of rows, two rows at a time: compiled by scripts/build-kernels.ts, twin of
// ../dense-layers.ts, which says how everything lies in memory. Places are in bytes, counts in values; rows are a
// multiple of 4.

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/** output[o] = bias[o] + Σ weights[o × outputStep + i × inputStep] × input[i]; `bias` 0: none. */
export function multiply(
  inputs: u32,
  outputs: u32,
  weights: u32,
  outputStep: u32,
  inputStep: u32,
  bias: u32,
  input: u32,
  output: u32,
  rows: u32,
): void {
  const rowBytes = rows * 8
  const wo = outputStep * 8
  const wi = inputStep * 8
  let o: u32 = 0
  for (; o + 3 <= outputs; o += 3) {
    const w = weights + o * wo
    const start0 = bias ? f64x2.splat(load<f64>(bias + o * 8)) : f64x2.splat(0)
    const start1 = bias ? f64x2.splat(load<f64>(bias + o * 8, 8)) : f64x2.splat(0)
    const start2 = bias ? f64x2.splat(load<f64>(bias + o * 8, 16)) : f64x2.splat(0)
    const to = output + o * rowBytes
    for (let r: u32 = 0; r < rowBytes; r += 32) {
      let a0 = start0
      let b0 = start0
      let a1 = start1
      let b1 = start1
      let a2 = start2
      let b2 = start2
      let at = input + r
      let from = w
      for (let i: u32 = 0; i < inputs; i++) {
        const x = v128.load(at)
        const y = v128.load(at, 16)
        let weight = v128.load64_splat(from)
        a0 = f64x2.add(a0, f64x2.mul(weight, x))
        b0 = f64x2.add(b0, f64x2.mul(weight, y))
        weight = v128.load64_splat(from + wo)
        a1 = f64x2.add(a1, f64x2.mul(weight, x))
        b1 = f64x2.add(b1, f64x2.mul(weight, y))
        weight = v128.load64_splat(from + 2 * wo)
        a2 = f64x2.add(a2, f64x2.mul(weight, x))
        b2 = f64x2.add(b2, f64x2.mul(weight, y))
        at += rowBytes
        from += wi
      }
      v128.store(to + r, a0)
      v128.store(to + r, b0, 16)
      v128.store(to + rowBytes + r, a1)
      v128.store(to + rowBytes + r, b1, 16)
      v128.store(to + 2 * rowBytes + r, a2)
      v128.store(to + 2 * rowBytes + r, b2, 16)
    }
  }
  for (; o < outputs; o++) {
    const w = weights + o * wo
    const start = bias ? f64x2.splat(load<f64>(bias + o * 8)) : f64x2.splat(0)
    const to = output + o * rowBytes
    for (let r: u32 = 0; r < rowBytes; r += 32) {
      let a = start
      let b = start
      let at = input + r
      let from = w
      for (let i: u32 = 0; i < inputs; i++) {
        const weight = v128.load64_splat(from)
        a = f64x2.add(a, f64x2.mul(weight, v128.load(at)))
        b = f64x2.add(b, f64x2.mul(weight, v128.load(at, 16)))
        at += rowBytes
        from += wi
      }
      v128.store(to + r, a)
      v128.store(to + r, b, 16)
    }
  }
}

const INV_LN2: f64 = 1.4426950408889634
const LN2_HIGH: f64 = 6.9314718036912381649e-1
const LN2_LOW: f64 = 1.90821492927058770002e-10
/** 2^52 + 1023: added to a small whole number k ≥ 0, the low bits of the sum are k's exponent bits. */
const EXPONENT: f64 = 4503599627371519.0

/** tanh of `count` values (even), in place: the operations of ../../math/tanh.ts, two at a time. */
export function squash(at: u32, count: u32): void {
  const end = at + count * 8
  const zero = f64x2.splat(0)
  const one = f64x2.splat(1)
  for (; at < end; at += 16) {
    const x = v128.load(at)
    const y0 = f64x2.min(f64x2.abs(x), f64x2.splat(20))
    const y = f64x2.add(y0, y0)
    const k = f64x2.floor(f64x2.add(f64x2.mul(y, f64x2.splat(INV_LN2)), f64x2.splat(0.5)))
    const high = f64x2.sub(y, f64x2.mul(k, f64x2.splat(LN2_HIGH)))
    const low = f64x2.mul(k, f64x2.splat(LN2_LOW))
    const t = f64x2.sub(high, low)
    const rest = f64x2.sub(f64x2.sub(high, t), low)
    let p = f64x2.splat(1.0 / 6227020800.0)
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 479001600.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 39916800.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 3628800.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 362880.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 40320.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 5040.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 720.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 120.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 24.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 6.0))
    p = f64x2.add(f64x2.mul(p, t), f64x2.splat(0.5))
    const power = i64x2.shl(f64x2.add(k, f64x2.splat(EXPONENT)), 52)
    const small = f64x2.add(t, f64x2.add(f64x2.mul(f64x2.mul(p, t), t), rest))
    const grown = f64x2.add(f64x2.mul(power, small), f64x2.sub(power, one))
    const result = f64x2.div(grown, f64x2.add(grown, f64x2.splat(2)))
    v128.store(at, v128.bitselect(f64x2.neg(result), result, f64x2.lt(x, zero)))
  }
}

/** delta ×= 1 − activation², for `count` values (even). */
export function timesSlope(delta: u32, activation: u32, count: u32): void {
  const one = f64x2.splat(1)
  const bytes = count * 8
  for (let k: u32 = 0; k < bytes; k += 16) {
    const a = v128.load(activation + k)
    v128.store(delta + k, f64x2.mul(v128.load(delta + k), f64x2.sub(one, f64x2.mul(a, a))))
  }
}

/** weights[o × inputs + i] = Σ over rows of delta[o] × input[i]; bias[o] = Σ over rows of delta[o]. */
export function gradients(
  inputs: u32,
  outputs: u32,
  delta: u32,
  input: u32,
  rows: u32,
  weights: u32,
  bias: u32,
): void {
  const bytes = rows * 8
  const step = inputs * 8
  let o: u32 = 0
  for (; o + 3 <= outputs; o += 3) {
    let i: u32 = 0
    for (; i + 3 <= inputs; i += 3) {
      tile(delta + o * bytes, input + i * bytes, bytes, weights + o * step + i * 8, step)
    }
    for (; i < inputs; i++) {
      for (let k: u32 = 0; k < 3; k++) {
        const sum = dot(delta + (o + k) * bytes, input + i * bytes, bytes)
        store<f64>(weights + (o + k) * step + i * 8, sum)
      }
    }
  }
  for (; o < outputs; o++) {
    for (let i: u32 = 0; i < inputs; i++) {
      store<f64>(weights + o * step + i * 8, dot(delta + o * bytes, input + i * bytes, bytes))
    }
  }
  for (o = 0; o < outputs; o++) {
    let sum = f64x2.splat(0)
    for (let at = delta + o * bytes, end = at + bytes; at < end; at += 16) sum = f64x2.add(sum, v128.load(at))
    store<f64>(bias + o * 8, lanes(sum))
  }
}

/** Three outputs by three inputs: nine sums stay in registers, six loads serve nine products. */
function tile(left: u32, right: u32, bytes: u32, sums: u32, step: u32): void {
  let s00 = f64x2.splat(0)
  let s01 = f64x2.splat(0)
  let s02 = f64x2.splat(0)
  let s10 = f64x2.splat(0)
  let s11 = f64x2.splat(0)
  let s12 = f64x2.splat(0)
  let s20 = f64x2.splat(0)
  let s21 = f64x2.splat(0)
  let s22 = f64x2.splat(0)
  const left1 = left + bytes
  const left2 = left1 + bytes
  const right1 = right + bytes
  const right2 = right1 + bytes
  for (let at: u32 = 0; at < bytes; at += 16) {
    const a = v128.load(left + at)
    const b = v128.load(left1 + at)
    const c = v128.load(left2 + at)
    let x = v128.load(right + at)
    s00 = f64x2.add(s00, f64x2.mul(a, x))
    s10 = f64x2.add(s10, f64x2.mul(b, x))
    s20 = f64x2.add(s20, f64x2.mul(c, x))
    x = v128.load(right1 + at)
    s01 = f64x2.add(s01, f64x2.mul(a, x))
    s11 = f64x2.add(s11, f64x2.mul(b, x))
    s21 = f64x2.add(s21, f64x2.mul(c, x))
    x = v128.load(right2 + at)
    s02 = f64x2.add(s02, f64x2.mul(a, x))
    s12 = f64x2.add(s12, f64x2.mul(b, x))
    s22 = f64x2.add(s22, f64x2.mul(c, x))
  }
  store<f64>(sums, lanes(s00))
  store<f64>(sums, lanes(s01), 8)
  store<f64>(sums, lanes(s02), 16)
  store<f64>(sums + step, lanes(s10))
  store<f64>(sums + step, lanes(s11), 8)
  store<f64>(sums + step, lanes(s12), 16)
  store<f64>(sums + 2 * step, lanes(s20))
  store<f64>(sums + 2 * step, lanes(s21), 8)
  store<f64>(sums + 2 * step, lanes(s22), 16)
}

function dot(left: u32, right: u32, bytes: u32): f64 {
  let sum = f64x2.splat(0)
  for (let at: u32 = 0; at < bytes; at += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(left + at), v128.load(right + at)))
  }
  return lanes(sum)
}

function lanes(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}

/** One step of Adam over `count` (even) parameters; decay rates as in ../dense-layers.ts. */
export function adam(
  parameters: u32,
  gradient: u32,
  first: u32,
  second: u32,
  count: u32,
  rate: f64,
  epsilon: f64,
): void {
  const bytes = count * 8
  const b1 = f64x2.splat(0.9)
  const c1 = f64x2.splat(1.0 - 0.9)
  const b2 = f64x2.splat(0.999)
  const c2 = f64x2.splat(1.0 - 0.999)
  const rates = f64x2.splat(rate)
  const least = f64x2.splat(epsilon)
  for (let k: u32 = 0; k < bytes; k += 16) {
    const g = v128.load(gradient + k)
    const mean = f64x2.add(f64x2.mul(b1, v128.load(first + k)), f64x2.mul(c1, g))
    const square = f64x2.add(f64x2.mul(b2, v128.load(second + k)), f64x2.mul(f64x2.mul(c2, g), g))
    v128.store(first + k, mean)
    v128.store(second + k, square)
    const step = f64x2.div(f64x2.mul(rates, mean), f64x2.add(f64x2.sqrt(square), least))
    v128.store(parameters + k, f64x2.sub(v128.load(parameters + k), step))
  }
}
