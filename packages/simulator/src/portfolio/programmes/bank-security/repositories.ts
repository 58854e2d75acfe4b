import type { Repository } from '../../programme/programme.ts'
import { SERVICE } from '../../words/kinds/service.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { HARDENING } from './protection-kinds.ts'

/** The repositories of the bank's security teams by what they hold. */
export const REPOSITORY = { gateway: 'bank/identity-gateway', baseline: 'bank/security-baseline' } as const

const LABELS = {
  issueLabels: ['good first issue', 'needs threat model', 'security', 'performance'],
  pullLabels: ['identity', 'rules', 'audit log', 'tests'],
}

/** The repositories with everything that is worked on in them. */
export const REPOSITORIES: readonly Repository[] = [
  {
    ...LABELS,
    repo: REPOSITORY.gateway,
    team: 'identity',
    pulls: 120,
    closing: 16,
    milestones: [
      { title: 'Strong sign-in', description: 'Every session starts with two factors.', dueMonths: 9 },
      { title: 'Vault integration', description: 'Sessions of administrators start in the vault.', dueMonths: 13 },
    ],
    streams: [
      {
        milestone: 'Strong sign-in',
        kind: SERVICE,
        labels: ['area-sign-in'],
        issues: 24,
        from: 0.04,
        to: 0.65,
        finish: 0.8,
        topics: ['token service', 'device register', 'risk score', 'session store'],
      },
      {
        milestone: 'Vault integration',
        kind: SERVICE,
        labels: ['area-vault'],
        issues: 20,
        from: 0.25,
        to: 0.78,
        finish: 1.15,
        topics: ['vault connector', 'session recorder', 'approval queue', 'password rotation job'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 12,
        from: 0.05,
        to: 1,
        finish: null,
        topics: ['attack test suite', 'image build', 'certificate check', 'local setup'],
      },
    ],
  },
  {
    ...LABELS,
    repo: REPOSITORY.baseline,
    team: 'development',
    pulls: 110,
    closing: 14,
    milestones: [
      { title: 'Baseline 1', description: 'What every server must meet.', dueMonths: 6 },
      { title: 'Baseline 2', description: 'What every application and database must meet.', dueMonths: 14 },
    ],
    streams: [
      {
        milestone: 'Baseline 1',
        kind: HARDENING,
        labels: ['area-servers'],
        issues: 20,
        from: 0.04,
        to: 0.5,
        finish: 0.62,
        topics: ['open ports', 'default passwords', 'unpatched services', 'weak ciphers'],
      },
      {
        milestone: 'Baseline 2',
        kind: HARDENING,
        labels: ['area-applications'],
        issues: 20,
        from: 0.4,
        to: 0.78,
        finish: 1.3,
        topics: ['old libraries', 'secrets in code', 'unsigned builds', 'unlogged changes'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 10,
        from: 0.08,
        to: 1,
        finish: null,
        topics: ['rule test bench', 'report generator', 'scanner update', 'release packaging'],
      },
    ],
  },
]
