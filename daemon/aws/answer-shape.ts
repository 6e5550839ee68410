import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/**
 * Whether every member of an answer has the type that AWS's model gives it. The SDK hands on whatever came; absent
 * members are the readers' to judge.
 * @param schema The operation's output, as the SDK describes it.
 */
export function hasShape(schema: SchemaRef, value: unknown): boolean {
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
