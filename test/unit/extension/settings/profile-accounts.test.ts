import { expect, it } from 'vitest';
import type { ProfileAccount } from '#protocol/aws.ts';
import { accountsOfProfiles } from '../../../../extension/settings/profile-accounts.ts';

it('asks for the account of each profile, also of more than one request takes', async () => {
  const sizes: number[] = [];
  const request = async (_: unknown, { profiles }: { readonly profiles: readonly string[] }) => {
    sizes.push(profiles.length);
    // The daemon answers for the first 100.
    return { accounts: profiles.slice(0, 100).map((profile): ProfileAccount => ({ profile })) };
  };
  const profiles = Array.from({ length: 250 }, (_, index) => `team-${index}`);

  const accounts = await accountsOfProfiles({ request } as never, profiles, undefined as never);

  expect(accounts.map(({ profile }) => profile)).toEqual(profiles);
  expect(sizes).toEqual([100, 100, 50]);
});
