import type { Epic, NamedTask } from '../../programme/programme.ts'

/** Epics in the order of their keys, all laid down in the first week. */
export const EPICS: readonly Epic[] = [
  { key: 'EHR-1', summary: 'Record core live at St. Anna' },
  { key: 'EHR-2', summary: 'Record core at the remaining seven sites' },
  { key: 'EHR-3', summary: 'One patient index for the group' },
  { key: 'EHR-4', summary: 'Import of the paper and scan archives' },
  { key: 'EHR-5', summary: 'Laboratory and radiology results in the record' },
  { key: 'EHR-6', summary: 'Electronic prescriptions to pharmacies' },
  { key: 'EHR-7', summary: 'Patients read their own record' },
  { key: 'EHR-8', summary: 'Appointments and forms before the visit' },
  { key: 'EHR-9', summary: 'Check-in kiosks in waiting rooms' },
  { key: 'EHR-10', summary: 'Medication from order to bedside' },
  { key: 'EHR-11', summary: 'Courses and help for every profession' },
  { key: 'EHR-12', summary: 'Coding and billing out of the record' },
  { key: 'OPS-1', summary: 'One sign-on for every workplace' },
  { key: 'OPS-2', summary: 'Network renewal at all sites' },
]

const CONTINUITY = { topic: 'outage procedure', labels: ['continuity'] }

/** Tasks of the first week that the plan names by key, in the order of their keys after the epics of OPS. */
export const NAMED_TASKS: readonly NamedTask[] = [
  { ...CONTINUITY, key: 'OPS-3', summary: 'Paper fallback kit for every ward', finish: 0.45 },
  { ...CONTINUITY, key: 'OPS-4', summary: 'Read-only copy of the record for outages', finish: 0.78 },
  { ...CONTINUITY, key: 'OPS-5', summary: 'Outage drill with three wards at St. Anna', finish: 0.95 },
  { ...CONTINUITY, key: 'OPS-6', summary: 'Outage drill at all remaining sites', finish: 1.3 },
]
