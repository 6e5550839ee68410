import { expect, test } from 'vitest';
import { UnknownRules } from '../../../../../daemon/integrations/aws/strategies/unknown-rules.ts';

test('the name of a rule is requested once, and not if it is known', () => {
  const rules = new UnknownRules(new Map([['known', undefined]]));
  expect(rules.take(['known', 'new', 's3-bucket-ssl-requests-only'])).toEqual(['new']);
  expect(rules.take(['new', 'newer'])).toEqual(['newer']);
});
