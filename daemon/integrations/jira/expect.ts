import type { z } from 'zod';
import { jiraUnexpected } from './problems.ts';

/** Checks the shape of a response. @throws Problem `jira-unexpected` for a value of another shape. */
export type Expect = <T>(shape: z.ZodType<T>, value: unknown, operation: string) => T;

/** @param site As Problems name it. */
export function expectFrom(site: string): Expect {
  return (shape, value, operation) => {
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    throw jiraUnexpected(site, `${operation}: ${parsed.error.issues[0]?.path.join('.')}`);
  };
}
