import type { ArticleId } from './article-ids.ts'

export interface Article {
  readonly id: ArticleId
  /** Paragraphs. */
  readonly text: readonly string[]
  /** Other words under which it is looked for. */
  readonly also: string
}

/** Short, in the words of the reader's work. */
export const ARTICLES: readonly Article[] = [
  {
    id: 'anomaly',
    text: [
      'A row that does not fit the others: a value far from the usual, a combination that hardly occurs, a time at which nothing else happens. The detector learns what is usual from your file alone; it does not know what fraud or an error is.',
      'So an anomaly is a question, not an answer. A large but legitimate payment is an anomaly; a fraud that looks like every other payment is not. That is why each row shows its reasons, and why the decision is yours.',
    ],
    also: 'outlier unusual fraud error suspicious',
  },
  {
    id: 'score',
    text: [
      'The score says which of two rows is the more unusual one: higher is more unusual. It does not say how likely a row is to be wrong. A score of 0.8 does not mean that 80 % of such rows are frauds, and scores of two detectors or two files cannot be compared.',
      'For a probability the detector would have to know how many rows of this kind turned out to be wrong. That knowledge is in your decisions: after some of them the page shows what share of the flagged rows were anomalies, with its uncertainty.',
      'Read the order, and the threshold, rather than the number.',
    ],
    also: 'probability likelihood percent confidence risk',
  },
  {
    id: 'contamination',
    text: [
      'The share of rows that you expect to be anomalies: 1 % means that the highest-scoring 1 % are flagged. It only decides where the line is drawn; it changes neither the scores nor their order.',
      'You rarely know it. Begin with what you can review (rows to review), or with the line that is proposed, and move it while you look at what is just below it.',
    ],
    also: 'share base rate expected fraction',
  },
  {
    id: 'threshold',
    text: [
      'The threshold parts the flagged rows from the others. It can be set as a score, as a share of all rows, or as the number of rows that you can review. They are one and the same line. Moving it takes no new computation, and every plot and count follows at once.',
      'Three ways to choose: what you can review in the time you have; where the score histogram has a gap between the crowd and the few; or where the rows just below the line stop being worth the look.',
      'Rows with exactly the same score at the line are told, because only some of them may be above it.',
    ],
    also: 'cut line limit flagged slider',
  },
  {
    id: 'reasons',
    text: [
      'For a row, the columns that made its score high, in the order of how much they did. Beside each stands its value, what is usual, and how the two compare, in the unit of your data.',
      'A reason says what is unusual about the row, not what caused it, and not that something is wrong. If two columns say the same (a net and a gross amount), they share what is one reason.',
      'Where a detector has no exact way of parting its score by columns, the page says by which method the reasons were found.',
    ],
    also: 'why explanation contribution because columns',
  },
  {
    id: 'false-alarm-rate',
    text: [
      'The share of normal rows that are flagged all the same. If 50 of 10,000 normal rows are above the line, it is 0.5 %.',
      'It looks small where anomalies are rare, and still most of your work can be false alarms: with 10 real anomalies among those 10,000 rows, 50 false alarms mean that five in six of the flagged rows are false. For the work to be done look at precision.',
    ],
    also: 'false positive rate fpr specificity alarms',
  },
  {
    id: 'precision',
    text: [
      'Precision: of the flagged rows, how many are anomalies. It says how much of the review is worth the time. Recall: of the anomalies, how many are flagged. It says how much is missed.',
      'Moving the line up usually raises precision and lowers recall. Both need known answers: a column with labels, or your decisions. From the decisions on flagged rows alone precision can be told; what is missed can only be estimated from rows below the line that somebody looked at.',
    ],
    also: 'recall sensitivity hit rate found missed',
  },
  {
    id: 'average-precision',
    text: [
      'One number for a whole ranking, wherever the line may be: the precision at each anomaly found, averaged. 1 means that all anomalies come first; a ranking by chance gets about the share of anomalies in the file.',
      'Compare rankings of the same file by it, not files with each other.',
    ],
    also: 'pr auc roc curve area evaluate',
  },
  {
    id: 'interval',
    text: [
      'A number that was found from some rows only is not exact. If 8 of 10 reviewed rows were anomalies, the true share may be anything between about 49 % and 94 %; after 80 of 100, between 71 % and 87 %. The range would hold the true share in 95 of 100 such cases.',
      'A wide range says: look at more rows before you rely on it.',
    ],
    also: 'confidence interval uncertainty range 95',
  },
  {
    id: 'detector',
    text: [
      'The default, an isolation forest, is a sound first choice: it sees unusual combinations, needs no settings and handles a million rows. It asks how easily a row can be parted from all others by random cuts.',
      'Detectors that look at one column at a time find extreme values and are the easiest to explain. Those that look at neighbours find rows that are odd for their surroundings. The comparison on Evaluate shows where several of them agree: rows that all of them rank high are worth the first look.',
    ],
    also: 'algorithm model isolation forest method choose',
  },
  {
    id: 'seed',
    text: [
      'Many detectors draw at random, for example which rows a tree sees. The seed fixes these draws: the same file, settings and seed give the same scores to the last bit, on every machine and on the command line.',
      'Another seed gives slightly other scores. Rows that are flagged with every seed are firmly unusual; rows that come and go are close calls.',
    ],
    also: 'random reproducible same result stability',
  },
  {
    id: 'log-axis',
    text: [
      'On a log scale each step multiplies by ten: 1, 10, 100, 1,000. Few rows stay visible beside many, and small amounts beside large ones. Without it, 20 flagged rows among a million could not be seen.',
      'Heights on it do not compare by eye as on a ruler: a bar half as high stands for far less than half the rows. The number is in the tooltip, under the cursor and in the table.',
    ],
    also: 'logarithmic axis plot scale',
  },
  {
    id: 'missing',
    text: [
      'An empty cell is not an anomaly by itself. For the detector it takes the middle value of its column, or what you choose on Model; that a cell is empty can be a feature of its own there.',
      'Plots show missing values in a bin of their own, and Overview says how many there are and where they come together.',
    ],
    also: 'empty null blank gaps imputation na',
  },
  {
    id: 'decisions',
    text: [
      'A decision says what you found: anomaly, false alarm or unsure, with a reason and a note if you like. It marks the row, counts towards precision, and goes into every export. Nothing about it is final: each can be undone and changed, and the log keeps every step.',
      'A decision never hides a row and never changes your file.',
    ],
    also: 'label review triage anomaly false alarm unsure log audit',
  },
  {
    id: 'learning',
    text: [
      'If you let it, the order learns from what you decide: rows like the ones that you called anomalies move up, rows like your false alarms move down. It happens on this machine, after each decision, and can be switched off; the original order is kept.',
      'Learning sharpens what you look for. It can also make the list narrower: what you never decided on, it cannot learn. Look at a few rows from below the line now and then.',
    ],
    also: 'feedback active learning rerank order',
  },
  {
    id: 'keyboard',
    text: [
      'Tab goes to a plot. Left and Right then move a cursor over its bars, cells or points, Page Up and Page Down in larger steps, Home and End to its ends; what stands there is read out. Enter selects it in all linked views, or opens the row. Escape takes the cursor away.',
      'The button “Show as table” of each plot gives the same numbers as a table. The ? key lists all keys.',
    ],
    also: 'keys arrows screen reader accessibility cursor',
  },
  {
    id: 'private',
    text: [
      'Nowhere. It is read, analysed and exported in this browser tab. The panel Privacy, at the top right, shows every request that was made and what makes sure that none goes elsewhere, and how to check that yourself.',
    ],
    also: 'privacy upload server cloud data protection gdpr',
  },
]

/** The articles that hold every word of a query, those with it in their title first. */
export function searchArticles(
  articles: readonly Article[],
  titles: Readonly<Record<ArticleId, string>>,
  query: string,
): readonly Article[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return articles
  const found = articles.filter(({ id, text, also }) => {
    const all = [titles[id], also, ...text].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const inTitle = ({ id, also }: Article) =>
    words.every((word) => `${titles[id]} ${also}`.toLowerCase().includes(word)) ? 0 : 1
  return [...found].sort((a, b) => inTitle(a) - inTitle(b))
}
