import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/**
 * Returns whether a response has the shape that AWS's model describes: it has the required members, a listing
 * has at least one member, and all members have the types of the model. A missing list would look like an
 * empty one.
 * @param schema The operation's output, as the SDK describes it.
 */
export function isWhole(schema: SchemaRef, output: unknown): boolean {
  const ns = NormalizedSchema.of(schema);
  if (!ns.isStructSchema()) return true;
  if (!isRecord(output)) return false;
  // Required members come first.
  const [, , , , names = [], , required = 0] = ns.getSchema() as readonly unknown[] as StructTuple;
  const isThere = (name: string) => output[name] !== undefined && output[name] !== null;
  const isListing = [...ns.structIterator()].some(([, member]) => member.isListSchema());
  if (isListing && !names.some(isThere)) return false;
  return names.slice(0, required).every(isThere) && hasShape(ns, output);
}

/** `[kind, namespace, name, traits, member names, members, number of required members]` */
type StructTuple = readonly [unknown, unknown, unknown, unknown, (readonly string[])?, unknown?, number?];

/**
 * Returns whether every member of a value has the type that AWS's model gives it. The SDK passes on any
 * value. The readers decide about absent members.
 */
function hasShape(schema: SchemaRef, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const ns = NormalizedSchema.of(schema);
  if (ns.isStructSchema()) {
    if (!isRecord(value)) return false;
    for (const [name, member] of ns.structIterator()) {
      if (!hasShape(member, value[name])) return false;
    }
    return true;
  }
  if (ns.isListSchema()) {
    const member = ns.getValueSchema();
    return Array.isArray(value) && value.every((item) => hasShape(member, item));
  }
  if (ns.isMapSchema()) {
    const member = ns.getValueSchema();
    return isRecord(value) && Object.values(value).every((item) => hasShape(member, item));
  }
  if (ns.isStringSchema()) return typeof value === 'string';
  if (ns.isTimestampSchema()) return value instanceof Date && !Number.isNaN(value.getTime());
  if (ns.isNumericSchema()) return typeof value === 'number' || typeof value === 'bigint';
  if (ns.isBooleanSchema()) return typeof value === 'boolean';
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
