import path from 'node:path';
import { z } from 'zod';
import type { Schema, Shape } from '#protocol/schema.ts';

export type ParsedParams<Params> =
  | { readonly ok: true; readonly params: Params }
  /** `reason` is for the author of a client: the member and what is wrong with it. */
  | { readonly ok: false; readonly reason: string };

/** Returns the params with the members of their schema, or why they do not fit it. Absent params are an empty object. */
export function parseParams<Params>(schema: Schema<Params>, params: unknown): ParsedParams<Params> {
  const parsed = checkOf(schema.shape).safeParse(params ?? {});
  if (parsed.success) return { ok: true, params: parsed.data as Params };
  const issue = parsed.error.issues[0];
  return { ok: false, reason: `${issue?.path.join('.')}: ${issue?.message}` };
}

/** Each session registers every message; their checks are built once. */
const checks = new WeakMap<Shape, z.ZodType>();

function checkOf(shape: Shape): z.ZodType {
  const known = checks.get(shape);
  if (known) return known;
  const check = build(shape);
  checks.set(shape, check);
  return check;
}

function build(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case 'text':
      return textOf(shape);
    case 'number':
      return z.number();
    case 'boolean':
      return z.boolean();
    case 'choice':
      return z.enum(shape.values);
    case 'list':
      return z.array(checkOf(shape.item));
    case 'record':
      return z.record(z.string(), checkOf(shape.item));
    case 'union':
      return z.union(shape.options.map(checkOf));
    case 'object': {
      const members = Object.entries(shape.members).map(([name, member]) => {
        const check = checkOf(member.shape);
        return [name, 'isOptional' in member ? check.optional() : check] as const;
      });
      return (shape.isStrict ? z.strictObject : z.object)(Object.fromEntries(members));
    }
  }
}

function textOf({ minCharacters, maxCharacters, isPath }: Extract<Shape, { kind: 'text' }>): z.ZodType {
  let check = z.string();
  if (minCharacters !== undefined) check = check.min(minCharacters);
  if (maxCharacters !== undefined) check = check.max(maxCharacters);
  return isPath ? check.refine(path.isAbsolute, 'not an absolute path') : check;
}
