/** Matches `/a/{id}` against a path; the values of the braces, or undefined when the path is another. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const expected = template.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const found = actual[index] ?? '';
    if (part.startsWith('{') && part.endsWith('}')) {
      if (found === '') return undefined;
      values[part.slice(1, -1)] = decode(found);
    } else if (part !== found) {
      return undefined;
    }
  }
  return values;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
