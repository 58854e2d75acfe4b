import type { Kind } from '../kind.ts'
import { ENGINEERING_TITLES } from './engineering.ts'
import { TECHNICAL } from './technical.ts'

/** Upkeep of a code base; a topic is a part of it that only developers know: `build pipeline`. */
export const UPKEEP: Kind = { ...ENGINEERING_TITLES, sentences: TECHNICAL }
