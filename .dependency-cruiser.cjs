/**
 * The direction of dependencies once more, over the whole graph: ESLint sees one import at a time,
 * this sees cycles, orphans and roundabout ways.
 */
const TEST = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A module that nobody imports and that imports nothing is dead.',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.m?ts$', '\\.config\\.[jt]s$', TEST, '^src/analysis/kernels/assembly/'],
      },
      to: {},
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|worker|inline|raw)' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(src|cli)', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'analysis-is-pure',
      severity: 'error',
      comment: 'The engine imports nothing of ours and nothing of Node.',
      from: { path: '^src/analysis/', pathNot: TEST },
      to: { path: '^(src/(?!analysis/)|cli/|bench/|scripts/|e2e/)' },
    },
    {
      name: 'analysis-needs-no-node',
      severity: 'error',
      from: { path: '^src/analysis/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-page-needs-no-node',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-react-in-analysis-or-workers',
      severity: 'error',
      from: { path: '^src/(analysis|workers)/', pathNot: TEST },
      to: { path: 'node_modules/(react|react-dom|@mantine|recharts|plotly\\.js|zustand)/' },
    },
    {
      name: 'workers-only-know-analysis',
      severity: 'error',
      from: { path: '^src/workers/', pathNot: TEST },
      to: { path: '^(src/(state|storage|components)/|src/[^/]+\\.tsx?$|cli/|bench/|scripts/|e2e/)' },
    },
    {
      name: 'storage-only-knows-analysis',
      severity: 'error',
      comment: 'What the browser keeps between visits: of the workers it knows types.',
      from: { path: '^src/storage/', pathNot: TEST },
      to: { path: '^(src/(state|components)/|src/[^/]+\\.tsx?$|cli/|bench/|scripts/|e2e/)' },
    },
    {
      name: 'state-does-not-know-components',
      severity: 'error',
      from: { path: '^src/state/', pathNot: TEST },
      to: { path: '^(src/components/|src/[^/]+\\.tsx?$|cli/|bench/|scripts/|e2e/)' },
    },
    {
      name: 'components-take-only-types',
      severity: 'error',
      from: { path: '^src/components/', pathNot: TEST },
      to: { path: '^src/(analysis|workers)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'doors-only-know-analysis',
      severity: 'error',
      from: { path: '^cli/', pathNot: TEST },
      to: { path: '^(src/(?!analysis/)|bench/|e2e/)' },
    },
    {
      name: 'nobody-imports-a-test',
      severity: 'error',
      from: {},
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|dist-cli|node_modules/\\.vite|\\.cache|public)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
}
