import { type FieldEntries, type FieldEntry, maxNameCharacters } from '#protocol/move-fields.ts';

const maxFields = 50;
/** UTF-16 units of one value, and of all values of a move; longer ones are not kept. */
const maxValueUtf16Units = 40_000;
const maxEntriesUtf16Units = 200_000;

/** Returns kept values of fields, without those whose shape is wrong and those that are too long. */
export function readFieldEntries(kept: unknown): FieldEntries {
  if (typeof kept !== 'object' || kept === null) return {};
  let left = maxEntriesUtf16Units;
  const read = Object.entries(kept)
    .slice(0, maxFields)
    .flatMap(([field, value]) => {
      const entry = readEntry(value);
      left -= entry ? JSON.stringify(entry).length : 0;
      return entry && left >= 0 ? [[field, entry] as const] : [];
    });
  return Object.fromEntries(read);
}

function readEntry(kept: unknown): FieldEntry | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { value, shown, names } = kept as Record<string, unknown>;
  const isSound = (text: unknown): text is string =>
    typeof text === 'string' && text.length <= maxValueUtf16Units;
  if (!isSound(value) && !(Array.isArray(value) && value.every(isSound))) return undefined;
  return {
    value,
    ...(isSound(shown) && { shown }),
    ...(Array.isArray(value) && areNames(names) && names.length === value.length && { names }),
  };
}

function areNames(kept: unknown): kept is readonly string[] {
  return (
    Array.isArray(kept) && kept.every((name) => typeof name === 'string' && name.length <= maxNameCharacters)
  );
}
