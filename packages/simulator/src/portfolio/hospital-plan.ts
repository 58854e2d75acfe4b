import { dayOfSpan, spanUntil } from './draw/span.ts'
import { HOSPITAL_RECORDS } from './programmes/hospital-records/hospital-records.ts'
import { REPOSITORY } from './programmes/hospital-records/repositories.ts'

/** Where and when the sample plan is to hold. */
export interface HospitalPlanOptions {
  /** Any instant of the day, in epoch milliseconds; the same as for the portfolio. */
  readonly today: number
  /** Id of the connection to the portfolio's Jira. */
  readonly jiraConnection: string
  /** Id of the connection to the portfolio's GitHub. */
  readonly githubConnection: string
}

/**
 * Writes the sample plan of the hospital group as a YAML document with comments. Its period begins twelve months before
 * the month of `today` and lasts eighteen; the history of the hospital group's portfolio lies inside. Due dates lie before and
 * after today. Some work is linked to nothing on purpose: the epic EHR-12, the service desk and the upkeep of the code.
 */
export function hospitalPlan({ today, jiraConnection, githubConnection }: HospitalPlanOptions): string {
  const { zone } = HOSPITAL_RECORDS.calendar
  const span = spanUntil(today, zone)
  /** First day of a month of the period, counted from 0. */
  const first = (month: number) => dayOfSpan(span, month, 1)
  /** Last day of a month of the period, counted from 0. */
  const last = (month: number) => dayOfSpan(span, month + 1, 0)
  const jira = `connection: ${jiraConnection}`
  const github = `connection: ${githubConnection}`

  return `# The IT strategy of a hospital group: what it wants, what it promises, and which work in Jira and GitHub delivers it.
# Days and weeks are those of the time zone below.
plan: ehr-rollout
title: Electronic health records across all sites
vision: Every patient of the group is treated with the whole record at hand, at any site and at any hour.
mission: We put one reliable record into daily use, connect what belongs to it and leave nobody alone with it.
timeZone: ${zone}
period: { start: ${first(0)}, end: ${last(17)} }

objectives:
  - id: one-record
    title: One record per patient at every site
    horizon: long
    owner: cio
    outcome: Fewer duplicate examinations, no search for paper files
    weight: 2
    deliverables:
      - id: core-first-site
        title: Record core live at the first site
        owner: clinical-apps
        start: ${first(0)}
        due: ${last(10)}
        weigh: points # stories differ in size, so estimates count
        links:
          - { ${jira}, epic: EHR-1 } # the epic and everything below it
      - id: patient-index
        title: One patient index without duplicates
        owner: master-data
        start: ${first(0)}
        due: ${last(12)}
        links:
          - { ${jira}, epic: EHR-3 }
          - { ${github}, repo: ${REPOSITORY.core}, milestone: Patient index }
      - id: core-all-sites
        title: Record core at the remaining seven sites
        owner: clinical-apps
        start: ${first(3)}
        due: ${last(15)}
        dependsOn: [core-first-site, patient-index]
        weigh: points
        weight: 2
        links:
          - { ${jira}, epic: EHR-2 }
          - { ${github}, repo: ${REPOSITORY.core}, milestone: Record 2.0 }
      - id: archive
        title: Old files can be opened from the record
        owner: medical-records
        start: ${first(3)}
        due: ${last(16)}
        links:
          - { ${jira}, epic: EHR-4 }
          - { ${github}, repo: ${REPOSITORY.core}, milestone: Archive import }

  - id: connected-care
    title: Orders, results and prescriptions flow without paper
    horizon: long
    owner: head-of-integration
    outcome: Results reach the ward within a minute of release
    deliverables:
      - id: integration-hub
        title: Integration hub in production
        owner: integration
        start: ${first(0)}
        due: ${last(11)}
        links:
          - { ${github}, repo: ${REPOSITORY.hub}, milestone: Hub 1.0 }
          - { ${jira}, project: EHR, components: [Interfaces] }
      - id: results
        title: Laboratory and radiology results in the record
        owner: integration
        start: ${first(1)}
        due: ${last(13)}
        dependsOn: [integration-hub]
        links:
          - { ${jira}, epic: EHR-5 }
          - { ${github}, repo: ${REPOSITORY.hub}, milestone: Results }
      - id: medication
        title: Medication from order to bedside and to the pharmacy
        owner: pharmacy
        start: ${first(1)}
        due: ${last(15)}
        dependsOn: [core-first-site]
        weigh: points
        links:
          - { ${jira}, epic: EHR-6 }
          - { ${jira}, epic: EHR-10 }

  - id: informed-patients
    title: Patients read and shape their own care
    horizon: short
    owner: patient-services
    outcome: Half of all planned patients use the portal before their visit
    deliverables:
      - id: portal-access
        title: Patients read results and letters online
        owner: portal-team
        start: ${first(1)}
        due: ${last(10)} # promised to the supervisory board
        links:
          - { ${jira}, epic: EHR-7 }
          - { ${github}, repo: ${REPOSITORY.portal}, milestone: Portal 1.0 }
      - id: portal-appointments
        title: Appointments and forms before the visit
        owner: portal-team
        start: ${first(3)}
        due: ${last(13)}
        dependsOn: [portal-access]
        links:
          - { ${jira}, epic: EHR-8 }
          - { ${github}, repo: ${REPOSITORY.portal}, milestone: Portal 1.1 }
      - id: kiosks
        title: Check-in kiosks in waiting rooms
        owner: patient-services
        status: cancelled # phones do this better; decided after the trial
        links:
          - { ${jira}, epic: EHR-9 }

  - id: ready-staff
    title: Staff work in the record with confidence
    horizon: short
    owner: hr-development
    outcome: Nine of ten users need no help after their first week
    deliverables:
      - id: courses
        title: Courses and help for every profession
        owner: training
        start: ${first(2)}
        due: ${last(14)}
        links:
          - { ${jira}, project: EHR, labels: [training], types: [Story, Task] }
      - id: floor-walkers
        title: Floor walkers trained at every site
        owner: training
        start: ${first(3)}
        due: ${last(14)}
        progress: manual # lives in no tracker: somebody writes down how far it is
        entries:
          - { date: ${dayOfSpan(span, 4, 15)}, progress: 0.1, note: Volunteers of the first site named }
          - { date: ${dayOfSpan(span, 7, 1)}, progress: 0.3, note: First site trained }
          - { date: ${dayOfSpan(span, 9, 15)}, progress: 0.45, note: Three sites trained }
          - { date: ${dayOfSpan(span, 11, 20)}, progress: 0.65, note: Five sites trained }

  - id: safe-operations
    title: Safe and available around the clock
    horizon: short
    owner: head-of-operations
    outcome: No unplanned outage of more than 15 minutes
    links: # security work serves the objective as a whole
      - { ${jira}, project: OPS, labels: [security] }
    deliverables:
      - id: sign-on
        title: One sign-on for every workplace
        owner: identity
        start: ${first(0)}
        due: ${last(11)}
        links:
          - { ${jira}, epic: OPS-1 }
      - id: network
        title: Network renewal at all sites
        owner: infrastructure
        start: ${first(0)}
        due: ${last(14)}
        links: # tickets of daily operation stay out
          - { ${jira}, project: OPS, components: [Network], not: { labels: [keep-lights-on] } }
      - id: outage-readiness
        title: Every ward can work through an outage
        owner: head-of-operations
        start: ${first(0)}
        due: ${last(15)}
        dependsOn: network
        links:
          - { ${jira}, keys: [OPS-3, OPS-4, OPS-5, OPS-6] }

kpis:
  - id: lead-time
    title: Lead time of a change to the record
    objective: one-record
    unit: days
    direction: down
    baseline: 240
    target: 120
    measure: { metric: items.lead_time, stat: p85, window: 4w, where: { objective: one-record } }
  - id: delivered
    title: Planned work finished in four weeks
    unit: items
    baseline: 20
    target: 110
    measure: { metric: items.done, window: 4w }
  - id: record-wip
    title: Record work in progress at a time
    objective: one-record
    unit: items
    baseline: 30
    target: 15
    measure: { metric: items.wip, where: { objective: one-record } }
  - id: record-share
    title: Part of all finished work that serves the record
    objective: one-record
    unit: ratio
    baseline: 0.1
    target: 0.4
    measure: { metric: share, window: 4w, where: { objective: one-record } }
  - id: merged
    title: Pull requests merged in four weeks
    objective: connected-care
    unit: pull requests
    baseline: 10
    target: 90
    measure: { metric: prs.merged, window: 4w, where: { ${github} } }
  - id: merge-time
    title: Time from pull request to merge
    unit: hours
    baseline: 36
    target: 20
    measure: { metric: prs.merge_time, stat: p50, window: 4w, where: { ${github} } }
  - id: portal-progress
    title: Progress towards the patient portal
    objective: informed-patients
    unit: ratio
    baseline: 0
    target: 1
    measure: { metric: progress, where: { objective: informed-patients } }
  - id: plan-progress
    title: Progress of the whole plan
    unit: ratio
    baseline: 0
    target: 1
    measure: { metric: progress }
`
}
