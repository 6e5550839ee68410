/** Parses JSON from a file. The shape of the result is unknown. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

export function fieldOf(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>(
    (at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    value,
  );
}

export function stringOf(value: unknown, ...names: string[]): string | undefined {
  const found = fieldOf(value, ...names);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function fieldsOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
