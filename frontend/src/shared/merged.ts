/** Both objects in one: where both say something, `above` counts, and objects within are merged the same way. */
export function merged(below: object, above: object): object {
  const result: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const old = result[name];
    result[name] = isPlain(old) && isPlain(value) ? merged(old, value) : value;
  }
  return result;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
