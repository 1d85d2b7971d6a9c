import { ActionIcon, Tooltip } from '@mantine/core'
import { IconHelp } from '@tabler/icons-react'
import { ARTICLE_TITLES, type ArticleId } from './article-ids.ts'
import { openHelp } from './help-store.ts'

/** A small question mark beside a word: opens the help at the article about it. */
export function HelpHint({ article }: { readonly article: ArticleId }) {
  return (
    <Tooltip label={ARTICLE_TITLES[article]}>
      <ActionIcon
        className="help-hint"
        size={24}
        aria-label={ARTICLE_TITLES[article]}
        onClick={() => openHelp(article)}
      >
        <IconHelp size={15} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
