export { DEADLINES } from './deadlines.data';
export type { Deadline } from './deadlines.data';
export { DEFAULT_SUPPLEMENT_DAYS, dueDate, ifDeclared, sameDayDue, supplementDue } from './due-date';
export type { DueDate, DueDateOptions } from './due-date';
export { NATIONAL_CALENDAR, SHIPPED_YEARS } from './holidays.data';
export { WorkingCalendar } from './working-calendar';
export type { WorkingCalendarOptions } from './working-calendar';
export type { CalendarDay } from './calendar.types';
