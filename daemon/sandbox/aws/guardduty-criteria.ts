import { z } from 'zod';
import { fieldValues } from './fields.ts';

const values = z.array(z.string()).max(50);

/** The older names of the operators (`eq` …) have the same meaning. */
const condition = z.strictObject({
  equals: values.optional(),
  eq: values.optional(),
  notEquals: values.optional(),
  neq: values.optional(),
  greaterThan: z.int().optional(),
  gt: z.int().optional(),
  greaterThanOrEqual: z.int().optional(),
  gte: z.int().optional(),
  lessThan: z.int().optional(),
  lt: z.int().optional(),
  lessThanOrEqual: z.int().optional(),
  lte: z.int().optional(),
});

/** The criteria of ListFindings. Unlike AWS, the sandbox refuses criteria for which it has no field. */
export const criteria = z.partialRecord(
  z.enum([
    'accountId',
    'region',
    'id',
    'type',
    'severity',
    'updatedAt',
    'resource.resourceType',
    'resource.accessKeyDetails.principalId',
    'resource.accessKeyDetails.userName',
    'resource.accessKeyDetails.userType',
    'resource.instanceDetails.instanceId',
    'service.archived',
    'service.resourceRole',
  ]),
  condition,
);

/** Returns whether a finding (as GetFindings returns it) meets every criterion. Dates compare as epoch milliseconds. */
export function meets(finding: object, all: z.output<typeof criteria>): boolean {
  return Object.entries(all).every(([field, wanted]) => {
    const found = fieldValues(finding, field.split('.'));
    const texts = found.map(String);
    const numbers = found.map((value) => (field === 'updatedAt' ? Date.parse(String(value)) : Number(value)));
    const isIn = (list: readonly string[] | undefined) => !list || texts.some((text) => list.includes(text));
    const isNotIn = (list: readonly string[] | undefined) =>
      !list || !texts.some((text) => list.includes(text));
    const compare = (limit: number | undefined, holds: (value: number, limit: number) => boolean) =>
      limit === undefined || numbers.some((value) => holds(value, limit));
    return (
      isIn(wanted.equals ?? wanted.eq) &&
      isNotIn(wanted.notEquals ?? wanted.neq) &&
      compare(wanted.greaterThan ?? wanted.gt, (value, limit) => value > limit) &&
      compare(wanted.greaterThanOrEqual ?? wanted.gte, (value, limit) => value >= limit) &&
      compare(wanted.lessThan ?? wanted.lt, (value, limit) => value < limit) &&
      compare(wanted.lessThanOrEqual ?? wanted.lte, (value, limit) => value <= limit)
    );
  });
}
