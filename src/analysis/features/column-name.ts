/** The lower-case words of a column name: `TX_TIME_SECONDS`, `nameOrig` and `Account No.` are split alike. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
}

const LABEL_WORDS = new Set(
  'label labels labelled class target outlier outliers anomaly anomalies anomalous fraud frauds fraudulent isfraud isanomaly isoutlier truth groundtruth y'.split(
    ' ',
  ),
)
/** Words that may stand beside a label word; any other word means that the column is about something else. */
const LABEL_COMPANIONS = new Set(
  'is has tx txn transaction flag flagged found ground true actual known p the row 0 1'.split(' '),
)

/**
 * How much a name sounds like ground truth.
 *
 * @returns 0 (not at all) … 1
 */
export function labelNameStrength(name: string): number {
  const words = nameWords(name)
  const hits = words.filter((word) => LABEL_WORDS.has(word)).length
  if (hits === 0) return 0
  const strangers = words.filter((word) => !LABEL_WORDS.has(word) && !LABEL_COMPANIONS.has(word)).length
  if (strangers > 0) return 0
  return words.includes('flagged') ? 0.5 : 1 / words.length + 0.1
}

const MONEY_WORDS = new Map<string, number>(
  Object.entries({
    amount: 5,
    amt: 5,
    betrag: 5,
    montant: 5,
    importe: 5,
    importo: 5,
    bedrag: 5,
    valor: 3,
    umsatz: 4,
    payment: 3,
    paid: 3,
    price: 3,
    cost: 3,
    charge: 3,
    spend: 3,
    total: 3,
    gross: 3,
    net: 3,
    sum: 3,
    value: 2,
    revenue: 3,
    sales: 3,
    fee: 2,
    claim: 2,
    debit: 2,
    credit: 2,
    balance: 1,
    income: 1,
    salary: 1,
  }),
)
/** Words that say that a figure is derived from the amount, or bounds it, or counts something. */
const DERIVED_WORDS = new Set(
  'average avg mean median max maximum min minimum limit std stddev dev count number num ratio rate pct percent percentage per old new previous prev last cumulative running type category code days day hours time date id age tax vat discount share score'.split(
    ' ',
  ),
)

/** After these words a name says what the amount includes or is stated in: `Amount in euro including VAT`. */
const QUALIFYING = new Set('in including incl inc excluding excl exc ex before after with without'.split(' '))
/** What an amount includes or not; other derived words, as in `Amount in percent`, count wherever they stand. */
const INCLUDED = new Set('tax vat discount'.split(' '))

/**
 * How much a name sounds like the amount of the row's transaction.
 *
 * @returns 0 (not at all) … about 7
 */
export function amountNameStrength(name: string): number {
  const words = nameWords(name)
  let best = 0
  for (const word of words) best = Math.max(best, MONEY_WORDS.get(word) ?? 0)
  if (best === 0) return 0
  const qualified = words.findIndex((word, i) => i > 0 && QUALIFYING.has(word))
  const derived = words.filter(
    (word, i) => DERIVED_WORDS.has(word) && !(qualified > 0 && i > qualified && INCLUDED.has(word)),
  ).length
  return Math.max(0, best - 4 * derived + 1 / words.length)
}

const TIME_WORDS = new Set(
  'time timestamp ts datetime date seconds second secs sec minutes minute mins hours days day step epoch unixtime unix ms millis tick'.split(
    ' ',
  ),
)

/** Whether a name sounds like a point in time (or a count of time units since a start). */
export function isTimeName(name: string): boolean {
  return nameWords(name).some((word) => TIME_WORDS.has(word))
}

const CODE_WORDS = new Set(
  'id ids no nr num number code key ref reference uuid guid hash index idx serial iban bic swift zip zipcode postcode postal plz phone tel telephone mobile fax ssn ean isbn sku barcode pin invoice inv receipt voucher ticket order row rownum line unnamed'.split(
    ' ',
  ),
)
/** Code words that alone do not make a code: `Number of children` and `Orders` are quantities. */
const COUNTING_PHRASE =
  /\b(number|no|num|nr|count)\W*(of|von|de)\b|^(n|num|number)_?(of|suppl|children|cars)/iu

/** Whether a name sounds like a code that names something rather than measures it. */
export function isCodeName(name: string): boolean {
  if (COUNTING_PHRASE.test(name.replaceAll('_', ' '))) return false
  const words = nameWords(name)
  if (words.length === 0) return true
  // `CARDNUM`, `InvoiceNo`, `policynumber`: a code word glued to the end.
  return words.some(
    (word) =>
      CODE_WORDS.has(word) || /^.{3,}(num|numb|number|code|uuid|zip)$/u.test(word) || ENTITY_ID.test(word),
  )
}

const ENTITY_NOUNS =
  'customer client cust user account acct acc card cardholder terminal pos atm merchant merch mcht vendor supplier payee payer payor beneficiary sender receiver recipient counterparty creditor debtor employee staff agent device machine sensor host ip store shop branch company patient provider member party policyholder seller buyer nameorig namedest'.split(
    ' ',
  )
const ENTITIES = new Set(ENTITY_NOUNS.flatMap((noun) => [noun, `${noun}s`]))
const ENTITY_ID = new RegExp(`^(${ENTITY_NOUNS.join('|')})(id|no|nr|num|number|code|key|name|ref)$`, 'u')
const ENTITY_COMPANIONS = new Set(
  'id no nr num number code key ref name tx txn transaction src dst source orig origin dest destination from to the hash masked bank'.split(
    ' ',
  ),
)

/** Whether a name sounds like someone or something that many rows belong to, e.g. `CUSTOMER_ID`, `Vendor`; not `Customer age`. */
export function isEntityName(name: string): boolean {
  const words = nameWords(name)
  if (words.join('') === 'nameorig' || words.join('') === 'namedest') return true
  let entity = false
  for (const word of words) {
    if (ENTITIES.has(word) || ENTITY_ID.test(word)) entity = true
    else if (!ENTITY_COMPANIONS.has(word)) return false
  }
  return entity
}
