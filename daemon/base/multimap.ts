/** Adds a value to the list under a key. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Removes one value from the list under a key. Removes the list if it is empty afterwards. */
export function takeFrom<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  const at = list?.indexOf(value) ?? -1;
  if (list === undefined || at === -1) return;
  if (list.length === 1) lists.delete(key);
  else list.splice(at, 1);
}
