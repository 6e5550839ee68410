import type { ResourceTypes } from '../resource-type.ts';

/** The type of the account itself, as Config reports it. Not a resource of any stack. */
export const accountType = 'AWS::::Account';

export const accountTypes: ResourceTypes = {
  [accountType]: {
    configId: 'account',
    arn: 'arn:{partition}:iam::{account}:root',
    global: 'every-region',
  },
};
