import { createDraws, padded, type Draws } from './generate-samples.random.ts'

const ROWS = 3000
const VENDORS = 140
const FIRST = ['Alder', 'Birch', 'Cedar', 'Dale', 'Elm', 'Fen', 'Grove', 'Heath', 'Ivy', 'Juniper', 'Kestrel', 'Larch', 'Moor', 'Nettle', 'Oak', 'Pine', 'Quarry', 'Rowan', 'Sorrel', 'Thorn'] // prettier-ignore
const SECOND = ['Catering', 'Cleaning', 'Construction', 'Electrical', 'Freight', 'Office Supplies', 'Print', 'Security', 'Software', 'Training'] // prettier-ignore
const ENDING = ['Ltd', 'LLP', 'plc', '& Sons']
const DEPARTMENTS = ['Operations', 'Facilities', 'IT', 'Marketing', 'People', 'Finance']
const METHODS = ['BACS', 'BACS', 'BACS', 'BACS', 'BACS', 'BACS', 'Card', 'Card', 'Card', 'Cheque']

interface Vendor {
  readonly name: string
  /** Middle of what they usually charge. */
  readonly usual: number
  invoice: number
}

interface Payment {
  /** Days since 1 January 2024. */
  readonly day: number
  readonly cells: readonly string[]
}

/**
 * 3,000 payments of a ledger as ledgers are exported: a line above the header, day-first dates, invoice numbers
 * with leading zeros, amounts like `£1,234.50` with refunds in brackets, empty and unreadable cells. Among them
 * payments made twice, suspiciously round ones, and a few far larger than the vendor's usual.
 */
export function vendorPayments(seed: number): string {
  const draws = createDraws(seed)
  const vendors = makeVendors(draws)
  const payments: Payment[] = []
  while (payments.length < ROWS) {
    const payment = ordinary(draws, draws.pick(vendors))
    payments.push(payment)
    if (draws.chance(0.008)) payments.push(twice(draws, payment))
  }
  payments.length = ROWS
  payments.sort((a, b) => a.day - b.day)
  const lines = payments.map(({ cells }) => cells.map(quoted).join(','))
  const header = 'Date,Vendor,Invoice No,Department,Amount,Paid by'
  return `${['Payments ledger; exported for review', header, ...lines].join('\r\n')}\r\n`
}

function makeVendors(draws: Draws): Vendor[] {
  const names = new Set<string>()
  while (names.size < VENDORS) {
    names.add(
      `${draws.pick(FIRST)} ${draws.pick(SECOND)}${draws.chance(0.15) ? ', ' : ' '}${draws.pick(ENDING)}`,
    )
  }
  return Array.from(names, (name) => {
    const size = draws.uniform(0, 1)
    return { name, usual: 60 + 1900 * size * size * size, invoice: draws.whole(1, 4000) }
  })
}

function ordinary(draws: Draws, vendor: Vendor): Payment {
  const day = draws.whole(0, 365)
  vendor.invoice += draws.whole(1, 3)
  let amount = Math.max(4, draws.normal(vendor.usual, vendor.usual * 0.25))
  if (draws.chance(0.004)) amount = draws.uniform(18_000, 60_000)
  else if (draws.chance(0.012)) amount = draws.whole(1, 12) * 1000
  else if (draws.chance(0.02)) amount = -amount
  const date = draws.chance(0.002) ? 'see note' : draws.chance(0.004) ? '' : dayFirst(day)
  const money = draws.chance(0.0025) ? draws.pick(['tbc', 'disputed', '#REF!']) : spelled(amount)
  const department = draws.chance(0.01) ? 'N/A' : draws.pick(DEPARTMENTS)
  return {
    day,
    cells: [date, vendor.name, padded(vendor.invoice, 6), department, money, draws.pick(METHODS)],
  }
}

/** The same invoice paid again some days later. */
function twice(draws: Draws, { day, cells }: Payment): Payment {
  const later = Math.min(365, day + draws.whole(1, 30))
  return { day: later, cells: [dayFirst(later), ...cells.slice(1)] }
}

function dayFirst(day: number): string {
  const date = new Date(Date.UTC(2024, 0, 1 + day))
  return `${padded(date.getUTCDate())}/${padded(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`
}

/** `£1,234.50`, and `(£1,234.50)` for money that came back. */
function spelled(amount: number): string {
  const [whole = '0', cents = '00'] = Math.abs(amount).toFixed(2).split('.')
  const text = `£${whole.replace(/\B(?=(\d{3})+$)/gu, ',')}.${cents}`
  return amount < 0 ? `(${text})` : text
}

function quoted(cell: string): string {
  return cell.includes(',') ? `"${cell}"` : cell
}
