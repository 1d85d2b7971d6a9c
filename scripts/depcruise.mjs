// Runs dependency-cruiser and refuses a run that saw next to nothing: a version of the compiler
// that it cannot read makes it pass over zero modules without a word.
import { cruise, format } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const LEAST_MODULES = 50

const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output: graph } = await cruise(['src', 'cli', 'bench', 'e2e', 'scripts'], options, undefined, {
  tsConfig: extractTSConfig('./tsconfig.json'),
})
const { output, exitCode } = await format(graph, { outputType: 'err-long' })
console.log(output)

const seen = graph.modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length
console.log(`${seen} TypeScript modules under src seen`)
if (seen <= LEAST_MODULES) console.log(`too few: more than ${LEAST_MODULES} are expected`)
process.exitCode = exitCode !== 0 || seen <= LEAST_MODULES ? 1 : 0
