import type { JiraSite } from '../jira-site.ts'
import { jiraInstant } from '../zone.ts'

/** What a site tells about itself, and the time by its clock. */
export function serverInfo(site: JiraSite) {
  const { isServer, origin } = site.style()
  const common = { baseUrl: origin, buildDate: '2026-06-01T00:00:00.000+0000', serverTitle: 'Jira' }
  const serverTime = jiraInstant(site.clock(), site.serverZone)
  const scmInfo = '0000000000000000000000000000000000000000'
  if (isServer) {
    const version = { version: '9.12.4', versionNumbers: [9, 12, 4], deploymentType: 'Server', buildNumber: 9_120_004 }
    return { ...common, ...version, serverTime, scmInfo }
  }
  return {
    ...common,
    displayUrl: origin,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100295,
    serverTime,
    scmInfo,
    serverTimeZone: site.serverZone,
  }
}
