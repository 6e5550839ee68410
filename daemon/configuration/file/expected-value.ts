import type { z } from 'zod';
import type { ExpectedValue } from '../../domain/problems/configuration.ts';
import { forms } from './configuration-shape.ts';

/** Returns the form that zod expected where it found another one. */
export function expectedAt(issue: z.core.$ZodIssue): ExpectedValue {
  const form = forms.find((name) => name === issue.message);
  if (form) return { expected: form };
  switch (issue.code) {
    case 'unrecognized_keys':
      return { expected: 'known-keys', unknown: issue.keys };
    case 'invalid_type':
      return { expected: 'type', type: issue.expected };
    case 'invalid_value':
      return { expected: 'one-of', values: issue.values.map(String) };
    case 'too_small':
      return issue.origin === 'number'
        ? { expected: 'at-least', limit: Number(issue.minimum) }
        : { expected: 'not-empty' };
    case 'too_big':
      return { expected: 'at-most', limit: Number(issue.maximum) };
    default:
      return { expected: 'other', said: issue.message };
  }
}
