import { Accordion, Button, TextInput } from '@mantine/core'
import { IconRoute, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { formatNumberOf } from '../controls/amounts.ts'
import { SidePanel } from '../shell/side-panel.tsx'
import { startTour } from '../tour/tour-store.ts'
import { ARTICLE_TITLES, type ArticleId } from './article-ids.ts'
import { ARTICLES, searchArticles } from './articles.ts'
import { closeHelp, useHelp } from './help-store.ts'
import './help.css'

/** Short articles on what the words of the page mean, to be searched; and the way back to the tour. */
export default function HelpPanel() {
  const opened = useHelp((state) => state.opened)
  return (
    <SidePanel title="Help" width={440} opened={opened} onClose={closeHelp}>
      <Articles />
    </SidePanel>
  )
}

function Articles() {
  const asked = useHelp((state) => state.article)
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const [open, setOpen] = useState<string | null>(asked)
  const found = useMemo(() => searchArticles(ARTICLES, ARTICLE_TITLES, wanted), [wanted])
  return (
    <>
      <div className="help__top">
        <TextInput
          className="help__search"
          data-autofocus={asked === null ? true : undefined}
          type="search"
          aria-label="Search the help"
          placeholder="Search the help"
          leftSection={<IconSearch size={15} stroke={1.7} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button
          h={30}
          leftSection={<IconRoute size={15} stroke={1.7} />}
          onClick={() => {
            closeHelp()
            startTour()
          }}
        >
          Take the tour
        </Button>
      </div>
      <p className="visually-hidden" role="status">
        {wanted === '' ? '' : `${formatNumberOf(found.length, 'article')} found`}
      </p>
      {found.length === 0 && (
        <p className="help__none">
          Nothing about “{wanted}”. Try another word, for example <i>score</i>, <i>false alarm</i> or{' '}
          <i>seed</i>.
        </p>
      )}
      <Accordion
        value={open}
        onChange={setOpen}
        order={3}
        transitionDuration={0}
        classNames={{ control: 'help__control', label: 'help__label', content: 'help__content' }}
      >
        {found.map(({ id, text }) => (
          <Accordion.Item key={id} value={id}>
            <Accordion.Control data-autofocus={asked === id ? true : undefined}>
              {titleOf(id)}
            </Accordion.Control>
            <Accordion.Panel>
              {text.map((paragraph) => (
                <p key={paragraph.slice(0, 40)}>{paragraph}</p>
              ))}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </>
  )
}

function titleOf(id: ArticleId): string {
  return ARTICLE_TITLES[id]
}
