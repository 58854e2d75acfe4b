/**
 * The walls of the house, as rules. Each names what breaks when it is crossed; see docs/architecture.md.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    rule('no-cycles', 'A cycle means two rooms are one; a reader can start at neither.', {}, { circular: true }),
    rule('no-unresolvable', 'An import nothing answers fails only at run time.', {}, { couldNotResolve: true }),
    rule(
      'errors-is-the-floor',
      'Errors know nothing of what fails.',
      '^packages/errors/src',
      '^(packages/(?!errors/)|apps/)',
    ),
    rule('plan-is-pure', 'The plan model does no I/O: it may know the errors alone.', '^packages/plan/src', [
      '^(packages/(?!plan/|errors/)|apps/)',
      '^node_modules/(pg|@prisma|bullmq|ioredis|hono|undici|jira\\.js|@octokit)/',
    ]),
    rule(
      'plan-reads-nothing',
      'No file, socket, clock or process in the plan model: the same input gives the same numbers.',
      { path: '^packages/plan/src', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'source-knows-the-plan',
      'The Source port speaks the plan’s words only.',
      '^packages/source/src',
      '^(packages/(?!source/|plan/|errors/)|apps/)',
    ),
    rule(
      'connectors-stay-apart',
      'A connector that reaches storage, use cases or another connector cannot be added or taken out alone.',
      '^packages/(jira|github)/src',
      '^(packages/(hub|store|jobs|platform)/|apps/)',
    ),
    rule('jira-without-github', 'Connectors do not know each other.', '^packages/jira/', '^packages/github/'),
    rule('github-without-jira', 'Connectors do not know each other.', '^packages/github/', '^packages/jira/'),
    rule(
      'store-below-hub',
      'Storage keeps what it is told; use cases live in the hub.',
      '^packages/store/src',
      '^(packages/(hub|jobs|source|jira|github|platform)/|apps/)',
    ),
    rule(
      'jobs-below-hub',
      'The catalogue can be enqueued from anywhere and pulls in no handler.',
      '^packages/jobs/src',
      '^(packages/(hub|store|source|jira|github|plan|platform)/|apps/)',
    ),
    rule('hub-below-apps', 'Use cases know neither HTTP nor processes.', '^packages/hub/src', [
      '^apps/',
      '^node_modules/(hono|@hono)/',
    ]),
    rule(
      'sources-in-one-place',
      'A new tool is one package and one line in packages/hub/src/sources.ts.',
      { path: '^(packages/hub/src|apps/[^/]+/src)', pathNot: '^packages/hub/src/sources\\.ts$' },
      { path: '^packages/(jira|github)/' },
    ),
    rule(
      'simulator-shares-no-misreading',
      'A simulator that imports the connectors or the model would confirm their mistakes.',
      '^packages/simulator/src',
      '^(packages/(?!simulator/)|apps/)',
    ),
    rule(
      'testing-stays-out-of-production',
      'Factories and test servers are for tests and benchmarks.',
      { path: '^(packages/(?!testing/)|apps/)', pathNot: '\\.(test|fixture)\\.ts$|^apps/[^/]+/src/(trials|testing)/' },
      { path: '^packages/testing/' },
    ),
    rule(
      'fixtures-stay-in-tests',
      'A fixture may know factories and test servers, so nothing that runs in production may know a fixture.',
      { path: '^(packages|apps)/', pathNot: '\\.(test|fixture)\\.ts$|^apps/[^/]+/src/(trials|testing)/' },
      { path: '\\.fixture\\.ts$' },
    ),
    rule(
      'packages-have-one-door',
      'A package is what its index.ts exports.',
      { path: '^(packages|apps)/([^/]+)/', pathNot: '\\.test\\.ts$' },
      { path: '^(packages|apps)/[^/]+/src/', pathNot: ['^(packages|apps)/$2/', '/src/index\\.ts$'] },
    ),
    rule(
      'tests-may-share-fixtures',
      'A test of one package may use a fixture of another, and nothing else behind its door.',
      { path: '^(packages|apps)/([^/]+)/.*\\.test\\.ts$' },
      {
        path: '^(packages|apps)/[^/]+/src/',
        pathNot: ['^(packages|apps)/$2/', '/src/index\\.ts$', '\\.fixture\\.ts$'],
      },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'generated/' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
}

/** One forbidden edge; a string or list stands for a path pattern. */
function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from: asPath(from), to: asPath(to) }
}

function asPath(side) {
  return typeof side === 'string' || Array.isArray(side) ? { path: side } : side
}
