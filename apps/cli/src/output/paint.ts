import pc from 'picocolors'
import type { Io } from '../io.ts'

/** Colours for what a person reads at a glance; without colours, the text as it is. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  /** By the meaning of a status: done and on track green, at risk yellow, off track and failed red. */
  status(status: string): string
}

const good = new Set(['done', 'on_track', 'succeeded', 'ok', 'improving'])
const doubtful = new Set(['at_risk', 'partial', 'warn', 'unknown', 'worsening'])
const bad = new Set(['off_track', 'failed', 'fail'])

/** Colours for a terminal; none for a file or pipe, with NO_COLOR, or on a dumb terminal. FORCE_COLOR insists. */
export function paintOf(io: Pick<Io, 'env' | 'outIsTerminal'>): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0'
  const isRefused = NO_COLOR !== undefined && NO_COLOR !== ''
  const colors = pc.createColors(!isRefused && (isForced || (io.outIsTerminal && TERM !== 'dumb')))
  return {
    bold: colors.bold,
    dim: colors.dim,
    status(status) {
      const shown = status.replaceAll('_', ' ')
      if (good.has(status)) return colors.green(shown)
      if (doubtful.has(status)) return colors.yellow(shown)
      return bad.has(status) ? colors.red(shown) : shown
    },
  }
}
