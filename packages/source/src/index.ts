export { cleanText } from './clean-text.ts'
export { urlRefusal } from './http/address-policy.ts'
export type { Fetch } from './http/guarded-fetch.ts'
export { type CallOptions, HttpSession, type RequestMeter } from './http/http-session.ts'
export type { HttpTarget } from './http/http-target.ts'
export type { HttpTuning } from './http/http-tuning.ts'
export { readJson } from './http/read-json.ts'
export { type HeaderReader, retryAfterMs, serverTime } from './http/retry-after.ts'
export { isoSeconds, parseInstant } from './instant.ts'
export type {
  Cursor,
  Page,
  QuarantinedRecord,
  Source,
  SourceAuth,
  SourceCheck,
  SourceFactory,
  SourceLog,
  SourcePorts,
  SourceSettings,
  WalkRequest,
} from './source.ts'
