import { sineOfTurns } from '../src/analysis/math/turns.ts'
import { createDraws, type Draws } from './generate-samples.random.ts'

const MINUTES = 3 * 1440
const START = Date.UTC(2024, 4, 6)
const HEADER = 'Timestamp,Temperature (°C),Humidity (%),Pressure (kPa),Vibration (mm/s),Flow (l/min)'

/**
 * Three days of five sensors, minute by minute: a daily rhythm with noise, and in it spikes of the vibration, a
 * slow drift of the pressure on the third day, forty minutes in which the temperature is stuck, a flow that stops, and
 * missing readings.
 */
export function sensorReadings(seed: number): string {
  const draws = createDraws(seed)
  const spikes = new Set(draws.distinct(12, MINUTES))
  const stuckFrom = 1440 + draws.whole(300, 900)
  const driftFrom = 2 * 1440 + draws.whole(200, 500)
  const stopFrom = draws.whole(600, 1200)
  const lines = [HEADER]
  let stuck = ''
  for (let minute = 0; minute < MINUTES; minute++) {
    const wave = sineOfTurns(minute / 1440 - 0.375)
    const temperature = reading(draws, 21 + 3.5 * wave, 0.18)
    if (minute === stuckFrom) stuck = temperature
    const isStuck = minute >= stuckFrom && minute < stuckFrom + 40
    const humidity = reading(draws, 48 - 7 * wave, 0.6)
    const drift = minute >= driftFrom ? Math.min(minute - driftFrom, 600) * 0.006 : 0
    const pressure = reading(draws, 101.3 + 0.25 * sineOfTurns(minute / 2160) + drift, 0.05, 2)
    const vibration = reading(draws, spikes.has(minute) ? draws.uniform(7, 14) : 2.1 + 0.2 * wave, 0.14, 2)
    const stopped = minute >= stopFrom && minute < stopFrom + 25
    const flow = reading(draws, stopped ? 0.6 : 62 + 4 * wave, stopped ? 0.15 : 0.9)
    const time = new Date(START + minute * 60_000).toISOString().slice(0, 16)
    lines.push([`${time}Z`, isStuck ? stuck : temperature, humidity, pressure, vibration, flow].join(','))
  }
  return `${lines.join('\n')}\n`
}

/** A noisy reading; now and then none. */
function reading(draws: Draws, level: number, noise: number, digits = 1): string {
  const value = draws.normal(level, noise)
  return draws.chance(0.002) ? '' : value.toFixed(digits)
}
