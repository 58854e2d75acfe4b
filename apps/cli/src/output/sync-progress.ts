import progress from 'cli-progress'
import { isUnderWay, type SyncAnswer, type SyncScopeAnswer } from '../hub/answers.ts'
import type { Io } from '../io.ts'
import { bar } from './bar.ts'
import { scopeState } from './scope-state.ts'

/** Shows how syncs proceed, scope by scope, on standard error. */
export interface SyncProgress {
  update(sync: SyncAnswer): void
  /** Leaves the last state standing. */
  stop(): void
}

/** A bar for each scope on a terminal; elsewhere a line whenever something worth a line has happened. */
export function syncProgress(io: Io): SyncProgress {
  return io.terminal === null ? lines(io) : bars(io.terminal)
}

/** How many items a scope has to move on by before it gets another line. */
const itemsPerLine = 500

/** What the last line of a scope told. */
interface Shown {
  readonly status: string
  readonly fetched: number
  readonly waitingFor: string | null
}

function lines(io: Io): SyncProgress {
  const shown = new Map<string, Shown>()
  return {
    update(sync) {
      for (const scope of sync.scopes) {
        const name = nameOf(sync, scope)
        const before = shown.get(name)
        const hasEnded = !isUnderWay(scope.status) && before?.status !== scope.status
        const waitingFor = scope.waiting?.code ?? null
        const waits = waitingFor !== null && waitingFor !== (before?.waitingFor ?? null)
        if (!hasEnded && !waits && scope.fetched < (before?.fetched ?? 0) + itemsPerLine) continue
        shown.set(name, { status: scope.status, fetched: scope.fetched, waitingFor })
        io.err(`  ${name}: ${scopeState(scope, sync.quota, Date.now())}\n`)
      }
    },
    stop: () => undefined,
  }
}

function bars(stream: NodeJS.WriteStream): SyncProgress {
  const multi = new progress.MultiBar({
    stream,
    // Handlers of its own would keep Ctrl-C from ending the command.
    gracefulExit: false,
    clearOnComplete: false,
    fps: 8,
    format: (_options, _params, payload: { name?: string; scope?: SyncScopeAnswer; quota?: SyncAnswer['quota'] }) =>
      payload.scope === undefined
        ? ''
        : `  ${(payload.name ?? '').padEnd(32)} ${bar(part(payload.scope), 24)} ${scopeState(payload.scope, payload.quota ?? [], Date.now())}`,
  })
  const known = new Map<string, progress.SingleBar>()
  return {
    update(sync) {
      for (const scope of sync.scopes) {
        const name = nameOf(sync, scope)
        const one = known.get(name) ?? multi.create(1, 0, { name, scope, quota: sync.quota })
        known.set(name, one)
        one.update(part(scope) ?? 0, { name, scope, quota: sync.quota })
      }
    },
    stop: () => multi.stop(),
  }
}

function nameOf(sync: SyncAnswer, scope: SyncScopeAnswer): string {
  return `${sync.connection} ${scope.scope}`
}

/** How far a scope is; null while nobody can say. */
function part({ status, phase, fetched, expected }: SyncScopeAnswer): number | null {
  if (status === 'succeeded') return 1
  if (status === 'running' && phase !== 'begin' && phase !== 'items') return 1
  return expected === null || expected === 0 ? null : Math.min(1, fetched / expected)
}
