/**
 * Returns the values at a path, through any arrays in between: a path into a list of objects has one value for each
 * element, and a list at its end one for each item. Absent and null have none.
 */
export function fieldValues(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => fieldValues(element, path));
  if (value === undefined || value === null) return [];
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return value instanceof Object ? fieldValues(fieldOf(value, key), rest) : [];
}

/** Own fields, and getters of the item's class; nothing of `Object.prototype`. */
export function fieldOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) || !(key in Object.prototype) ? Reflect.get(value, key) : undefined;
}
