/** Sets a key that comes from a file. `__proto__` is treated like any other key. */
export function put<Value>(record: Record<string, Value>, key: string, value: Value): void {
  if (key !== '__proto__') record[key] = value;
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}
