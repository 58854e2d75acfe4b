import type { Programme } from '../programme/programme.ts'
import { BANK_SECURITY } from './bank-security/bank-security.ts'
import { CLOUD_MIGRATION } from './cloud-migration/cloud-migration.ts'
import { HOSPITAL_RECORDS } from './hospital-records/hospital-records.ts'
import { RETAIL_APP } from './retail-app/retail-app.ts'
import { TEST_AUTOMATION } from './test-automation/test-automation.ts'

/** Name of a programme. */
export type ProgrammeName = 'hospital-records' | 'retail-app' | 'cloud-migration' | 'bank-security' | 'test-automation'

/** The programmes that portfolios can be made up for, by name. */
export const PROGRAMMES: Readonly<Record<ProgrammeName, Programme>> = {
  'hospital-records': HOSPITAL_RECORDS,
  'retail-app': RETAIL_APP,
  'cloud-migration': CLOUD_MIGRATION,
  'bank-security': BANK_SECURITY,
  'test-automation': TEST_AUTOMATION,
}
