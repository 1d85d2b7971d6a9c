import { binned } from '../profile/binning.ts'
import { scatter } from '../profile/density.ts'
import type { Question } from './question.ts'

/** Everything that a door can ask about an open file, by its name. One line each, in the alphabet's order. */
export const questions = {
  binned,
  scatter,
}

export type Questions = typeof questions
export type QuestionKind = keyof Questions
export type RequestOf<K extends QuestionKind> = Parameters<Questions[K]>[1]
export type AnswerOf<K extends QuestionKind> = Questions[K] extends Question<never, infer A> ? A : never
