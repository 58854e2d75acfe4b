export type { QueueBackend, QueuePlace } from './backend.ts'
export { catalog, type JobName, type JobPayload, jobNames } from './catalog.ts'
export { type JobState, type Jobs, type JobView, jobStates, openJobs } from './jobs.ts'
export {
  type Handlers,
  type JobContext,
  type Outcome,
  outcomeOf,
  type RunningWorkers,
  startWorkers,
  type WorkerEvents,
} from './worker.ts'
