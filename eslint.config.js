import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * Functions of Math whose last bit differs between JavaScript engines. A score must be the same to
 * the bit in a browser and on the command line, so the engine uses src/analysis/math instead.
 */
const mathThatDiffers = [
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atan2',
  'atanh',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'hypot',
  'log',
  'log10',
  'log1p',
  'log2',
  'pow',
  'sin',
  'sinh',
  'tan',
  'tanh',
]

const notReproducible = [
  ...mathThatDiffers.map((property) => ({
    object: 'Math',
    property,
    message: 'Its last bit differs between engines: use src/analysis/math.',
  })),
  { object: 'Math', property: 'random', message: 'Use the generator of the run (run.rng).' },
  { object: 'Date', property: 'now', message: 'The engine has no clock: take one as an argument.' },
  { object: 'Date', property: 'parse', message: 'Reads some texts in the zone of the machine.' },
  { object: 'performance', property: 'now', message: 'The engine has no clock: take one as an argument.' },
  {
    property: 'localeCompare',
    message: 'Orders by the locale of the machine: compare code units.',
  },
]

const localTime =
  '/^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset|Year)$/'

const impureSyntax = [
  {
    selector: ":matches(BinaryExpression[operator='**'], AssignmentExpression[operator='**='])",
    message: 'The last bit of ** differs between engines: use src/analysis/math or multiply.',
  },
  {
    selector: "NewExpression[callee.name='Date']:not([arguments.length=1])",
    message: 'Only new Date(epochMs): everything else asks the clock or the zone of the machine.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Asks the clock of the machine.',
  },
  {
    selector: `MemberExpression[property.name=${localTime}]`,
    message: 'Uses the zone of the machine: use the UTC form.',
  },
  {
    selector: 'CallExpression[arguments.length=0][callee.property.name=/^toLocale(Date|Time)?String$/]',
    message: 'Uses the locale of the machine.',
  },
  {
    selector: "MemberExpression[object.name='Math'][computed=true]",
    message: 'Name the function, so that the ban on engine-dependent ones can be checked.',
  },
  {
    selector: ":not(MemberExpression) > Identifier[name='Math']",
    message: 'Name the function, so that the ban on engine-dependent ones can be checked.',
  },
]

/** The one file that puts the run's generator in the place of Math.random while a foreign detector trains. */
const swapsMathRandom = ['src/analysis/detectors/forests/with-seeded-random.ts']

const element = (type) => ({ element: { type } })
const anyOf = (...types) => ({ element: { types: { anyOf: types } } })

/** Who may import whom. `kind: 'type'` lets only types through. */
const direction = [
  { from: element('analysis-part'), allow: { to: anyOf('analysis-part', 'analysis') } },
  { from: element('analysis'), allow: { to: anyOf('analysis-part', 'analysis') } },
  { from: element('workers'), allow: { to: anyOf('workers', 'analysis', 'analysis-part') } },
  // What the browser keeps between visits.
  { from: element('storage'), allow: { to: anyOf('storage', 'analysis-part') } },
  {
    from: element('storage'),
    allow: { to: anyOf('workers', 'analysis'), dependency: { kind: 'type' } },
  },
  { from: element('state'), allow: { to: anyOf('state', 'storage', 'analysis-part') } },
  {
    from: element('state'),
    allow: { to: anyOf('workers', 'analysis'), dependency: { kind: 'type' } },
  },
  {
    from: element('state'),
    allow: { to: { file: { categories: { anyOf: ['engine-client', 'catalog'] } } } },
  },
  { from: element('components'), allow: { to: anyOf('components', 'state') } },
  {
    from: element('components'),
    allow: { to: anyOf('workers', 'analysis', 'analysis-part'), dependency: { kind: 'type' } },
  },
  { from: element('page'), allow: { to: anyOf('page', 'components', 'state') } },
  { from: element('page'), allow: { to: { file: { categories: 'engine-client' } } } },
  { from: anyOf('doors', 'scripts'), allow: { to: anyOf('analysis', 'analysis-part') } },
  { from: element('doors'), allow: { to: element('doors') } },
  { from: element('scripts'), allow: { to: element('scripts') } },
  // One benchmark measures the page's own pool workers.
  {
    from: { file: { categories: 'pool-benchmark' } },
    allow: { to: anyOf('workers') },
  },
  // Benchmarks and end-to-end tests ask the scripts for a browser and a server.
  {
    from: anyOf('doors', 'e2e'),
    allow: { to: anyOf('doors', 'scripts', 'e2e', 'analysis', 'analysis-part') },
  },
]

export default defineConfig(
  globalIgnores([
    'dist',
    'dist-cli',
    'node_modules',
    'coverage',
    'test-results',
    'playwright-report',
    '.cache',
    'public',
    'src/analysis/kernels/assembly',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.analysis.json', './tsconfig.json', './tsconfig.lint.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // In a hot loop a `!` with its bound stated once is fine.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Objects of functions without `this` are the custom here.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Where React is: the plugin reads every file anew.
    files: ['src/*.tsx', 'src/{components,state}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      // Advice for the React compiler, which is not used.
      'react-hooks/immutability': 'off',
      'react-hooks/incompatible-library': 'off',
      'react-hooks/set-state-in-effect': 'off',
    },
  },
  {
    files: ['{src,cli,bench,e2e,scripts}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.js'] } },
      'boundaries/elements': [
        // The parts of the engine that the page's own thread may run: cheap, pure, no table needed.
        {
          type: 'analysis-part',
          pattern: 'src/analysis/@(ranking|evaluate|statistics|preprocess|compare|decisions|feedback)',
          partialMatch: false,
        },
        { type: 'analysis', pattern: 'src/analysis', partialMatch: false },
        { type: 'workers', pattern: 'src/workers', partialMatch: false },
        { type: 'storage', pattern: 'src/storage', partialMatch: false },
        { type: 'state', pattern: 'src/state', partialMatch: false },
        { type: 'components', pattern: 'src/components', partialMatch: false },
        { type: 'page', pattern: 'src', partialMatch: false },
        { type: 'doors', pattern: '@(cli|bench)', partialMatch: false },
        { type: 'scripts', pattern: 'scripts', partialMatch: false },
        { type: 'e2e', pattern: 'e2e', partialMatch: false },
      ],
      'boundaries/files': [
        { category: 'engine-client', pattern: 'src/workers/engine.client.ts' },
        { category: 'engine-client', pattern: 'src/workers/storage.client.ts' },
        { category: 'engine-client', pattern: 'src/workers/worker-requests.ts' },
        { category: 'pool-benchmark', pattern: 'bench/browser-scoring.page.ts' },
        { category: 'catalog', pattern: 'src/analysis/detectors/catalog.ts' },
      ],
    },
    rules: {
      'boundaries/no-unknown-dependencies': 'error',
      'boundaries/dependencies': ['error', { default: 'disallow', policies: direction }],
    },
  },
  {
    files: ['src/analysis/**/*.ts'],
    ignores: ['**/*.test.ts', ...swapsMathRandom],
    rules: {
      'no-restricted-properties': ['error', ...notReproducible],
      'no-restricted-syntax': ['error', ...impureSyntax],
    },
  },
  {
    // Declarations of globals mirror the web's classes.
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: ['cli/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', 'e2e/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Unit tests, benchmarks and scripts are type-checked; rules that ask for types would cost as much again.
    files: ['**/*.test.{ts,tsx}', '{bench,scripts}/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null } },
  },
)
