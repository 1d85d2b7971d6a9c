/** The articles of the help, in their order: small, so that a button can name one without loading its text. */
export const ARTICLE_TITLES = {
  anomaly: 'What is an anomaly here?',
  score: 'Why is the score not a probability?',
  contamination: 'What is contamination?',
  threshold: 'Where should I draw the line?',
  reasons: 'What do the reasons mean?',
  'false-alarm-rate': 'What is a false alarm rate?',
  precision: 'Precision and recall: what is found, what is missed?',
  'average-precision': 'What is average precision?',
  interval: 'What does “between … and …” behind a number say?',
  detector: 'Which detector should I take?',
  seed: 'What is the seed, and why do the same settings give the same result?',
  'log-axis': 'What is a log scale?',
  missing: 'What happens to empty cells?',
  learning: 'How do my decisions change the order?',
  decisions: 'What does a decision do?',
  keyboard: 'How do I read the plots without a mouse?',
  private: 'Where does my file go?',
} as const

export type ArticleId = keyof typeof ARTICLE_TITLES
