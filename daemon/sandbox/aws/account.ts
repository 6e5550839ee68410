import { z } from 'zod';
import type { World } from '../model.ts';
import { checked, type Operations, validationMessage } from './call.ts';
import type { FaultState } from './faults.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

const invalid = (message: string) =>
  new Refusal('ValidationException', message, 400, { reason: 'fieldValidationFailed' });
const operation = checked((violations) => invalid(validationMessage(violations)));

const status = z.enum(['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT']);

/** Returns Account Management's operations: the regions that the caller's account has enabled. */
export function accountOperations(world: World, faults: FaultState): Operations {
  return {
    ListRegions: operation(
      z.object({
        MaxResults: z.int().min(1).max(50).default(50),
        NextToken: z.string().min(1).max(1000).optional(),
        RegionOptStatusContains: z.array(status).optional(),
      }),
      ({ MaxResults, NextToken, RegionOptStatusContains: wanted }, { identity }) => {
        const regions = world.regions
          .toSorted()
          .map((RegionName) => ({
            RegionName,
            RegionOptStatus: faults.isRegionOff(identity.account, RegionName)
              ? 'DISABLED'
              : 'ENABLED_BY_DEFAULT',
          }))
          .filter(({ RegionOptStatus }) => wanted?.some((each) => each === RegionOptStatus) ?? true);
        const { items, next } = pageOf(regions, {
          token: NextToken,
          limit: MaxResults,
          listing: `regions ${identity.account} ${wanted}`,
          refuse: () => invalid('The next token is not valid.'),
        });
        return { Regions: items, NextToken: next };
      },
    ),
  };
}
