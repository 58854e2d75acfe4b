import type { RepositoryStream } from './workstream.ts'

/** The repositories of the hospital group. */
export const REPOSITORY = {
  core: 'clinic/ehr-core',
  portal: 'clinic/patient-portal',
  hub: 'clinic/integration-hub',
} as const

/** The repositories with the number of their pull requests, 600 in all. */
export const REPOSITORIES: readonly { readonly repo: string; readonly pulls: number }[] = [
  { repo: REPOSITORY.core, pulls: 270 },
  { repo: REPOSITORY.portal, pulls: 150 },
  { repo: REPOSITORY.hub, pulls: 180 },
]

/** Everything that is worked on in GitHub issues: 350 of them. */
export const REPOSITORY_STREAMS: readonly RepositoryStream[] = [
  {
    repo: REPOSITORY.core,
    milestone: 'Patient index',
    kind: 'service',
    issues: 40,
    from: 0.06,
    to: 0.9,
    finish: 1.05,
    topics: ['match scorer', 'phonetic search', 'merge service', 'identifier registry', 'duplicate report builder'],
  },
  {
    repo: REPOSITORY.core,
    milestone: 'Archive import',
    kind: 'service',
    issues: 28,
    from: 0.3,
    to: 1,
    finish: 1.3,
    topics: ['import job', 'scan viewer', 'page index', 'retention service'],
  },
  {
    repo: REPOSITORY.core,
    milestone: 'Record 2.0',
    kind: 'service',
    issues: 52,
    from: 0.35,
    to: 1,
    finish: 1.2,
    topics: ['form engine', 'timeline view', 'ward board feed', 'document store', 'print service', 'signature service'],
  },
  {
    repo: REPOSITORY.core,
    milestone: null,
    kind: 'engineering',
    issues: 22,
    from: 0.05,
    to: 1,
    finish: null,
    topics: ['build pipeline', 'end-to-end test suite', 'migration check', 'local setup'],
  },
  {
    repo: REPOSITORY.portal,
    milestone: 'Portal 1.0',
    kind: 'service',
    issues: 48,
    from: 0.1,
    to: 0.95,
    finish: 1.7,
    topics: ['sign-up page', 'identity proof', 'result page', 'letter page', 'consent page'],
  },
  {
    repo: REPOSITORY.portal,
    milestone: 'Portal 1.1',
    kind: 'service',
    issues: 40,
    from: 0.35,
    to: 1,
    finish: 2,
    topics: ['calendar page', 'reminder service', 'questionnaire page', 'upload page'],
  },
  {
    repo: REPOSITORY.portal,
    milestone: null,
    kind: 'engineering',
    issues: 20,
    from: 0.08,
    to: 1,
    finish: null,
    topics: ['component gallery', 'accessibility check', 'translation export', 'browser test suite'],
  },
  {
    repo: REPOSITORY.hub,
    milestone: 'Hub 1.0',
    kind: 'service',
    issues: 55,
    from: 0.03,
    to: 0.85,
    finish: 0.93,
    topics: ['message journal', 'routing table', 'dead letter queue', 'code system lookup', 'receipt tracker'],
  },
  {
    repo: REPOSITORY.hub,
    milestone: 'Results',
    kind: 'service',
    issues: 30,
    from: 0.3,
    to: 1,
    finish: 1.15,
    topics: ['observation mapper', 'report mapper', 'imaging study resolver', 'order number lookup'],
  },
  {
    repo: REPOSITORY.hub,
    milestone: null,
    kind: 'engineering',
    issues: 15,
    from: 0.05,
    to: 1,
    finish: null,
    topics: ['broker test bench', 'image build', 'load test', 'contract test suite'],
  },
]
