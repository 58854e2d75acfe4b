export type { ApiLog, ApiOptions } from './api.ts'
export { createApp } from './app.ts'
export { type ListenOptions, type RunningApi, startApi } from './start-api.ts'
