import type { Programme } from '../programme/programme.ts'
import { HOSPITAL_RECORDS } from './hospital-records/hospital-records.ts'

/** Name of a programme. */
export type ProgrammeName = 'hospital-records'

/** The programmes that portfolios can be made up for, by name. */
export const PROGRAMMES: Readonly<Record<ProgrammeName, Programme>> = { 'hospital-records': HOSPITAL_RECORDS }
