import type { ExpectedValue } from '../../../domain/problems/configuration.ts';
import { withoutFullStop } from '../parts.ts';

/** Returns part of a sentence: the form that a value of the configuration file must have. */
export function expected(value: ExpectedValue): string {
  switch (value.expected) {
    case 'account':
      return 'an account id is 12 digits in quotes';
    case 'region':
      return 'a region looks like eu-west-1';
    case 'role':
      return 'a role is an ARN: arn:aws:iam::123456789012:role/Name';
    case 'jql':
      return 'JQL is one condition whose quotes and parentheses are closed, such as: component = security AND created >= -365d';
    case 'pattern':
      return 'a pattern is a regular expression without references, lookahead and lookbehind, with one or more of the groups account, resource, rule, control and region, such as: Check (?<rule>[\\w-]+) on (?<resource>\\S+)';
    case 'type':
      return `the value must be of the type ${value.type}`;
    case 'known-keys':
      return `there ${value.unknown.length === 1 ? 'is no key' : 'are no keys'} ${value.unknown.map((key) => `"${key}"`).join(', ')}`;
    case 'one-of':
      return `the value must be one of ${value.values.join(', ')}`;
    case 'at-least':
      return `the value must be at least ${value.limit}`;
    case 'at-most':
      return `the value must be at most ${value.limit}`;
    case 'not-empty':
      return 'the value must not be empty';
    case 'other':
      return withoutFullStop(value.said);
  }
}
