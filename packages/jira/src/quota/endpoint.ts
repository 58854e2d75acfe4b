/**
 * The endpoint that a request uses, as Jira counts bursts: its method, and its path without the keys and ids in it.
 * `pathname` may begin with a path of the site’s own.
 */
export function endpointOf(method: string, pathname: string): string {
  const path = pathname.slice(Math.max(0, pathname.indexOf('/rest/')))
  return `${method} ${path.replace(/\/(issue|project|webhook)\/(?!bulkfetch$)[^/]+/, '/$1/{id}')}`
}
