import { WorkingCalendar } from '@hotich/nestjs';
import { isISO8601 } from 'class-validator';

const CALENDAR = new WorkingCalendar();
/** Of all that ISO 8601 allows, what people and forms write. */
const SHAPE = /^(?<day>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A day, `2026-12-01`, as its closing time, or a moment, `2026-12-01T16:30`, on a clock in Vietnam wherever this process runs,
 * unless it names its zone. Anything else stays what it was, to be refused.
 */
export function momentOf(value: unknown): unknown {
  if (!isISO8601(value, { strict: true })) return value;
  const { day, time, zone = '+07:00' } = SHAPE.exec(value as string)?.groups ?? {};
  if (day === undefined) return value;
  return time === undefined ? CALENDAR.closingOf(day) : new Date(`${day}T${time}${zone}`);
}
