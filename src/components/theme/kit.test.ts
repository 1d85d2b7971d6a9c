import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const kit = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'))
const sources = fileURLToPath(new URL('../../', import.meta.url))

it('has the styles of every part of the kit that the page uses, in the kit’s order', () => {
  const listed = [
    ...readFileSync(`${sources}components/theme/kit.css`, 'utf8').matchAll(/styles\/(\w[\w-]*)\.css/g),
  ].map(([, name]) => name ?? '')
  const used = usedComponents()
  expect(used).toContain('Menu')
  const needed = [...new Set(used.flatMap(modulesOf))].filter((name) =>
    existsSync(`${kit}/styles/${name}.css`),
  )
  expect(needed.filter((name) => !listed.includes(name))).toEqual([])

  const whole = readFileSync(`${kit}/styles.css`, 'utf8')
  const places = listed.map((name) => whole.indexOf(readFileSync(`${kit}/styles/${name}.css`, 'utf8').trim()))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

/** What the sources import from the kit by name. */
function usedComponents(): string[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  const names = files
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const lists = readFileSync(sources + file, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)
      return [...lists].flatMap(([, list = '']) => list.match(/\b[A-Z]\w+/g) ?? [])
    })
  return [...new Set(names)].filter((name) => existsSync(`${kit}/esm/components/${name}/${name}.mjs`))
}

/** The names of the style modules that a component imports, and those that it is built of. */
function modulesOf(component: string): string[] {
  const seen = new Set<string>()
  const names: string[] = []
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    const module = /([A-Za-z]+)\.module\.mjs$/.exec(file)
    if (module?.[1]) names.push(module[1])
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/from "(\.[^"]+)"/g))
      visit(resolve(dirname(file), path ?? ''))
  }
  visit(`${kit}/esm/components/${component}/${component}.mjs`)
  return names
}
