/** Progress as text: `42.5 %`; a dash for null. What is not quite nothing or all is never rounded to it. */
export function percent(part: number | null): string {
  if (part === null) return '–'
  const rounded = Math.round(part * 1000) / 10
  const shown = part > 0 && rounded === 0 ? 0.1 : part < 1 && rounded === 100 ? 99.9 : rounded
  return `${shown.toFixed(1)} %`
}

/** A count with its noun: `1 item`, `1,204 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`
}

/** A whole number with commas, the same in every locale. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A number of a KPI with its unit, short enough for a table; a dash for null. */
export function measure(value: number | null, unit: string): string {
  if (value === null) return '–'
  if (unit === 'ratio') return `${(value * 100).toFixed(1)} %`
  const text = Number.isInteger(value) ? thousands(value) : value.toFixed(Math.abs(value) < 0.1 ? 3 : 1)
  return unit === '' ? text : `${text} ${unit}`
}

/** `off_track` as people write it. */
export function words(status: string): string {
  return status.replaceAll('_', ' ')
}

/** An instant to the minute, in UTC and saying so. */
export function minute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

/** How long ago an instant was, coarsely: `3 minutes ago`. */
export function ago(iso: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000))
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${counted(minutes, 'minute')} ago`
  if (minutes < 48 * 60) return `${counted(Math.floor(minutes / 60), 'hour')} ago`
  return `${counted(Math.floor(minutes / 1_440), 'day')} ago`
}

/** A time to come, on the clock of `timeZone` with its name, by default this machine's; with the day when it is another. */
export function clockTime(iso: string, now: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone }
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...zone })
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', ...zone })
  const at = new Date(iso)
  return day.format(at) === day.format(now) ? time.format(at) : `${day.format(at)}, ${time.format(at)}`
}

/** A number of seconds, coarsely and never too short: `45 s`, `9 min`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** A text cut to a number of characters, with an ellipsis where something is missing. */
export function cut(text: string, charsMax: number): string {
  const chars = [...text]
  return chars.length <= charsMax ? text : `${chars.slice(0, charsMax - 1).join('')}…`
}
