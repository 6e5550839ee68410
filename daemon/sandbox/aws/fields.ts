/**
 * Returns the values at a path, through any arrays in between: a path into a list of objects has one value for each
 * element, and a path that ends at a list has one value for each item. Absent and null have no value.
 */
export function fieldValues(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => fieldValues(element, path));
  if (value === undefined || value === null) return [];
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return value instanceof Object ? fieldValues(fieldOf(value, key), rest) : [];
}

/** Returns an own field or a getter of the item's class, and nothing of `Object.prototype`. */
export function fieldOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) || !(key in Object.prototype) ? Reflect.get(value, key) : undefined;
}
