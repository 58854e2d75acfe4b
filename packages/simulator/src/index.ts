export type { Vendor } from './conformance/exceptions.ts'
export { type SpecValidator, specValidator } from './conformance/spec-validator.ts'
export { type WebhookValidator, webhookValidator } from './conformance/webhook-validator.ts'
export type { SimulatorControl, TouchOption } from './control.ts'
export { callControl } from './control-http.ts'
export type { GithubApp } from './github/github-ports.ts'
export { issueOfPull } from './github/issue-of-pull.ts'
export type { GithubLimitOptions } from './github/rate-limit.ts'
export type { Clock } from './http/clock.ts'
export type { Delivery, DeliveryRecord, DeliveryTiming } from './http/deliveries.ts'
export type { FlushOptions } from './http/delivery-order.ts'
export type { Fault, FaultMatch } from './http/faults.ts'
export type { RecordedRequest, Tool } from './http/request-log.ts'
export type { JiraDeployment } from './jira/jira-site.ts'
export { type PortfolioOptions, portfolioOf } from './portfolio/portfolio-of.ts'
export type { Programme } from './portfolio/programme/programme.ts'
export { scopesOf } from './portfolio/programme/scopes.ts'
export { PROGRAMMES, type ProgrammeName } from './portfolio/programmes/programmes.ts'
export { loadBaseDrafts } from './recorded/base-drafts.ts'
export { type BulkOptions, bulkData } from './recorded/bulk-data.ts'
export { loadRecorded } from './recorded/recorded-data.ts'
export { loadTitaniumIssues } from './recorded/titanium-issues.ts'
export { loadTitaniumPulls } from './recorded/titanium-pulls.ts'
export type * from './records.ts'
export {
  type GithubOptions,
  type JiraOptions,
  type LimitOptions,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from './start-simulator.ts'
