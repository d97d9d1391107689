/**
 * One line of the table of goals. `least` and `most` are what must be reached and what is aimed at: `[must, aim]`; without
 * either the figure only stands there. `value` undefined: it could not be measured, and `note` says why.
 */
export function verdict({ value, least, most }) {
  const reaches = (bound) => {
    if (bound === undefined || bound === null) return undefined;
    if (value === undefined || Number.isNaN(value)) return false;
    return least ? value >= bound : value <= bound;
  };
  const [must, aim] = least ?? most ?? [];
  return { must: reaches(must), aim: reaches(aim) };
}

/** As they stand in the table: goal, what, measured, must reach, aim, and whether. */
export function goalRow(goal) {
  const { id, what, value, least, most, note } = goal;
  const sign = least ? '≥' : '≤';
  const bound = (number) => (number === undefined || number === null ? '–' : `${sign} ${number}`);
  const [must, aim] = least ?? most ?? [];
  const mark = (reached) => (reached === undefined ? '' : reached ? '✓' : '✗');
  const seen = verdict(goal);
  return [
    id,
    what,
    value === undefined ? (note ?? '?') : figure(value),
    bound(must),
    mark(seen.must),
    bound(aim),
    mark(seen.aim),
  ];
}

export const GOAL_COLUMNS = ['goal', 'what', 'measured', 'must reach', '', 'aim', ''];

export function figure(value) {
  if (typeof value !== 'number') return String(value ?? '–');
  if (Number.isInteger(value)) return value.toLocaleString('en');
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}
