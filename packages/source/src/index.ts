export type { CensusEntry, CensusPage, CensusRequest, Count, Vocabulary } from './census.ts'
export { cleanText } from './clean-text.ts'
export type { FetchPage, FetchRequest, Gone } from './fetch.ts'
export { urlRefusal } from './http/address-policy.ts'
export type { Fetch, QuotaAnswer } from './http/guarded-fetch.ts'
export {
  type CallOptions,
  HttpSession,
  type ReadQuota,
  type RequestMeter,
  type SessionQuota,
} from './http/http-session.ts'
export type { HttpTarget } from './http/http-target.ts'
export type { HttpTuning } from './http/http-tuning.ts'
export { joinQuota } from './http/join-quota.ts'
export { readJson } from './http/read-json.ts'
export { type HeaderReader, retryAfterMs, serverTime } from './http/retry-after.ts'
export { isoSeconds, parseInstant } from './instant.ts'
export { EVERY_RESOURCE, type QuotaLedger, type QuotaWindow } from './quota.ts'
export type { FirstReview, SidePage, SideRequest, SideStream } from './side-stream.ts'
export type {
  Source,
  SourceAuth,
  SourceCheck,
  SourceFactory,
  SourceLog,
  SourcePorts,
  SourceSettings,
} from './source.ts'
export type { Cursor, Page, QuarantinedRecord, SeenMove, Split, SplitRequest, WalkRequest } from './walk.ts'
export { verifySignature } from './webhook/verify-signature.ts'
export type {
  MissedDelivery,
  MissedRequest,
  RegisteredHook,
  RegisterRequest,
  WebhookNews,
  WebhookScheme,
} from './webhook/webhook-scheme.ts'
