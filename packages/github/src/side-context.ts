import type { CallOptions, SidePage, SideRequest } from '@throughline/source'
import type { GithubClient } from './client.ts'

/** What a page of one side stream brings; the others bring nothing on it. */
export type StreamPage = Partial<SidePage> & Pick<SidePage, 'next' | 'mark'>

/** What a side stream is read with. */
export interface SideContext {
  readonly request: SideRequest
  readonly client: GithubClient
  readonly options: CallOptions
}
