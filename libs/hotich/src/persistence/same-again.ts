/**
 * The same function, which works nothing out again for a value that is the one before. Of what many rows say, most is what the row before
 * says; looking it up among all that came would take longer than all the rest.
 *
 * @param of whoever is given its results has them in common with others, and only ever reads them.
 */
export function sameAgain<T>(of: (value: unknown) => T): (value: unknown) => T {
  // No value is this one.
  let last: unknown = of;
  let result: T;
  return (value) => {
    if (value !== last) {
      result = of(value);
      last = value;
    }
    return result;
  };
}
