/** What one check found. `detail` says what is so and, unless all is well, what to do. */
export interface Finding {
  readonly status: 'ok' | 'warn' | 'fail'
  readonly what: string
  readonly detail: string
}

/** All is well. */
export function ok(what: string, detail: string): Finding {
  return { status: 'ok', what, detail }
}

/** Works, but not as somebody may expect. */
export function warn(what: string, detail: string): Finding {
  return { status: 'warn', what, detail }
}

/** Does not work. */
export function fail(what: string, detail: string): Finding {
  return { status: 'fail', what, detail }
}
