import { expect, test } from 'vitest'
import { ARTICLE_TITLES } from './article-ids.ts'
import { ARTICLES, searchArticles } from './articles.ts'

const search = (query: string) => searchArticles(ARTICLES, ARTICLE_TITLES, query).map(({ id }) => id)

test('every title has its article, once', () => {
  expect(ARTICLES.map(({ id }) => id).sort()).toEqual(Object.keys(ARTICLE_TITLES).sort())
})

test('articles are found by their title, their text and by words that they do not use', () => {
  expect(search('contamination')[0]).toBe('contamination')
  expect(search('fpr')).toEqual(['false-alarm-rate'])
  expect(search('Probability')[0]).toBe('score')
  expect(search('  ')).toHaveLength(ARTICLES.length)
  expect(search('zebra')).toEqual([])
})

test('all words of a query have to be there', () => {
  const both = search('precision missed')
  expect(both[0]).toBe('precision')
  expect(both.length).toBeLessThan(search('precision').length)
})
