import { z } from 'zod';
import { type Call, checked, validationMessage } from './call.ts';
import { Refusal } from './refusal.ts';

/** Checks of the input that Config's operations have in common. */
export const operation = checked((violations) => {
  const limit = violations.find(({ path, kind }) => isLimit(path) && (kind === 'high' || kind === 'low'));
  if (limit) return new Refusal('InvalidLimitException', limit.message);
  return new Refusal('ValidationException', validationMessage(violations));
});

const isLimit = (path: string) => path === 'Limit' || path === 'MaxResults';

/** Returns the schema of a page's size. 0 means the default, as in AWS. */
export const limit = (most: number, usual: number = most) =>
  z
    .int()
    .min(0)
    .max(most)
    .optional()
    .transform((size) => size || usual);

export const nextToken = z.string().optional();
export const aggregatorName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[\w-]+$/);
export const ruleName = z.string().min(1).max(128);
export const accountId = z.string().regex(/^\d{12}$/);
export const awsRegion = z.string().min(1).max(64);
export const compliance = z.enum(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA']);

export function tokenInvalid(): Refusal {
  return new Refusal('InvalidNextTokenException', 'The specified next token is not valid.');
}

export function placeOf({ identity, region }: Call): string {
  return `${identity.account} ${region}`;
}

/** Returns a date in the form of JSON 1.1: seconds since 1970. */
export function epochSeconds(iso: string): number {
  return Date.parse(iso) / 1000;
}
