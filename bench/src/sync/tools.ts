/** Where the simulated tools listen, and how to sign in. */
export interface Tools {
  readonly jiraUrl: string
  readonly githubUrl: string
  readonly jiraAuth: { readonly type: 'basic'; readonly email: string; readonly token: string }
  readonly githubAuth: { readonly type: 'token'; readonly token: string }
}
