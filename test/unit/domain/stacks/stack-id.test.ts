import { expect, test } from 'vitest';
import { accountRegionOfStack, stackNameOf } from '../../../../daemon/domain/stacks/stack-id.ts';

const id = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/0a1b';

test("a stack's ARN contains its account, its region and its name", () => {
  expect(accountRegionOfStack(id)).toEqual({ account: '111122223333', region: 'eu-west-1' });
  expect(stackNameOf(id)).toBe('shop');
  expect(accountRegionOfStack('arn:stack/shop')).toBeUndefined();
});
