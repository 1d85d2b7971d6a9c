import { cardTransactions } from './generate-samples.card.ts'
import { sensorReadings } from './generate-samples.sensor.ts'
import { vendorPayments } from './generate-samples.vendor.ts'

/** File name and content of every sample. */
export function sampleFiles(): readonly (readonly [name: string, text: string])[] {
  return [
    ['card-transactions.csv', cardTransactions(11)],
    ['vendor-payments.csv', vendorPayments(12)],
    ['sensor-readings.csv', sensorReadings(13)],
  ]
}
