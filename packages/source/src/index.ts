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
