/** Which simulated tool a request reached. */
export type Tool = 'jira' | 'github'

/** One request as it arrived; the Authorization header is never kept. */
export interface RecordedRequest {
  readonly tool: Tool
  readonly method: string
  /** Path without query, as sent. */
  readonly path: string
  /** Query parameters; one sent several times is a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** Parsed JSON body, the raw text where it is no JSON, null without a body. */
  readonly body: unknown
  /** Headers that change what is answered. */
  readonly headers: Readonly<Record<string, string>>
  /** Method and path template, e.g. `GET /repos/{owner}/{repo}/issues`; null for a path the tool does not serve. */
  endpoint: string | null
  /** Status answered; null while under way and when the connection was cut. */
  status: number | null
  /** When it arrived, by the simulator's clock, epoch milliseconds. */
  readonly at: number
  /** Kind of the fault that was injected into it, if one was. */
  fault: string | null
}

const KEPT = 20_000

/** Keeps the latest 20,000 requests and counts all of them per endpoint. */
export class RequestLog {
  readonly #requests: RecordedRequest[] = []
  readonly #counts = new Map<string, number>()

  /** Takes note of a request that has just arrived. */
  add(request: RecordedRequest): void {
    this.#requests.push(request)
    // Dropping half at once keeps the cost of a long benchmark constant.
    if (this.#requests.length > KEPT) this.#requests.splice(0, KEPT / 2)
  }

  /** Counts a request once its endpoint is known. */
  count(request: RecordedRequest): void {
    const name = `${request.tool} ${request.endpoint ?? `${request.method} ${request.path}`}`
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** The requests kept, oldest first. */
  requests(tool?: Tool): readonly RecordedRequest[] {
    return tool === undefined ? [...this.#requests] : this.#requests.filter((request) => request.tool === tool)
  }

  /** Requests per endpoint since the start or the last {@link clear}, e.g. `{ 'jira POST /rest/api/3/search/jql': 3 }`. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }

  /** Forgets requests and counts. */
  clear(): void {
    this.#requests.length = 0
    this.#counts.clear()
  }
}
