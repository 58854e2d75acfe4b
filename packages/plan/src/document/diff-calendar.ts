import type { Holiday, PlanCalendar } from './calendar.ts'
import { changesOf, fieldChange, listChange, type PlanChange } from './plan-change.ts'

/** What a plan says differently about its working days and holidays. */
export function diffCalendars(before: PlanCalendar | null, after: PlanCalendar | null): PlanChange[] {
  const days = (calendar: PlanCalendar | null) => calendar?.workingDays.join(', ') ?? null
  const holidays = (calendar: PlanCalendar | null) => calendar?.holidays.map(holidayText) ?? []
  return changesOf(
    fieldChange('Plan', '/calendar/workingDays', 'working days', days(before), days(after)),
    ...listChange('Plan', '/calendar/holidays', 'holiday', holidays(before), holidays(after)),
  )
}

function holidayText({ date, until, title }: Holiday): string {
  return `${date === until ? date : `${date} to ${until}`}${title === null ? '' : ` ${title}`}`
}
