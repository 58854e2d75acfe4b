/** A document with every part of a strategic plan, each as short as it makes sense. */
export const PARTS_SAMPLE = `plan: parts
title: A plan with all its parts
timeZone: Europe/Berlin
period: { start: 2026-10-01, end: 2027-09-30 }
currency: EUR
analysis:
  swot:
    weaknesses:
      - { id: twice, text: Nurses type things twice, source: Audit of 2026 }
    threats:
      - { id: phones, text: Patients expect to book by phone at any hour }
  needs:
    - { id: results, text: Results have to reach the ward within minutes }
  feedback:
    - { id: wards, text: Searching files costs an hour a shift, method: focus-group, date: 2026-05-04, participants: 9 }
objectives:
  - id: record
    title: One record
    horizon: long
    outcome: Fewer duplicate examinations
    answers: twice
    budget: { planned: 900000, actual: 200000 }
    deliverables:
      - id: core
        title: Core live
        owner: clinical-apps
        start: 2026-10-15
        due: 2027-02-28
        release: 2027-03-15
        budget: { planned: 600000 }
        roles: { responsible: [clinical-apps, vendor], accountable: cio, consulted: wards, informed: board }
        links: [{ connection: jira, epic: EHR-1 }]
      - id: hub
        title: Integration hub
        due: 2027-01-31
        links: [{ connection: jira, epic: EHR-2 }]
investments:
  - id: fhir
    title: FHIR server
    technology: Two nodes behind one address
    requirements: [HL7 FHIR R4, Audit log]
    cost: { planned: 250000, actual: 90000 }
    result: Results within a minute
    objective: record
    deliverables: hub
    start: 2026-10-15
    due: 2027-01-31
milestones:
  - id: live
    title: First site live
    date: 2027-03-01
    deliverables: [core, hub]
    release: { connection: jira, scope: EHR, name: EHR 1.0 }
inventory:
  - { id: fax, title: Results by fax, present: Fax, wanted: Messages, gap: No interface, closedBy: hub }
controls:
  - id: restore
    title: Backups can be restored
    framework: ISO 27001
    clause: A.8.13
    status: partial
    evidence: { links: [{ connection: jira, labels: [restore-test] }], freshDays: 60 }
    reviewed: 2026-09-01
    reviewBy: 2027-03-01
risks:
  - id: outage
    title: The record is down for a day
    owner: operations
    assessments:
      - { date: 2026-10-01, probability: 3, impact: 5 }
      - { date: 2026-12-01, probability: 2, impact: 5, note: Second line ordered }
    mitigation:
      text: Second data centre
      links: [{ connection: jira, labels: [failover] }]
      deliverables: [hub]
transition:
  - { id: courses, title: Courses, kind: training, audience: Nurses, due: 2027-02-15, supports: core, links: [{ connection: jira, labels: [training] }] }
stakeholders:
  - id: board
    name: Supervisory board
    receives: weekly-report
    willingToSpend: 1000000
    updates: [{ date: 2026-11-01, how: Presentation }]
    decisions:
      - { question: May the archive wait?, asked: 2026-11-01, given: 2026-11-15, answer: 'Yes', tradeOff: Paper for one more year }
      - { question: Who pays for the kiosks?, asked: 2026-11-20 }
projects:
  - id: lab
    title: Laboratory system
    planned: { start: 2024-01-01, end: 2024-12-31, cost: 30000 }
    actual: { start: 2024-01-01, end: 2025-03-31, cost: 36000 }
    benefit: 40000
    lessons: [Train before going live]
    links: [{ connection: jira, epic: EHR-9 }]
reviews:
  - { date: 2026-12-01, title: Quarterly review, attendees: [cio], decided: [Move the portal to spring] }
reviewRules:
  plan-not-revised: off
`
