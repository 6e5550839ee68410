import { createRandom } from './random.ts';
import { synthesizedByCdk } from './scenarios/cdk.ts';
import * as decoys from './scenarios/decoys.ts';
import type { Scenario } from './scenarios/deployments.ts';
import * as madeByOthers from './scenarios/made-by-others.ts';
import * as names from './scenarios/names.ts';
import * as nested from './scenarios/nested.ts';
import { builtBySam } from './scenarios/sam.ts';
import { madeByServerless } from './scenarios/serverless.ts';
import { stackSet } from './scenarios/stack-sets.ts';
import * as stated from './scenarios/stated.ts';
import { archivedCopy, builtCopy, sameSkeleton, yamlAndJson } from './scenarios/twins.ts';
import { World } from './world.ts';

/** Each with how often it is met. */
const scenarios: readonly (readonly [Scenario, number])[] = [
  [stated.deployedByCommand, 16],
  [stated.deployedByVariable, 6],
  [stated.mappedByTeam, 8],
  [stated.syncedFromGit, 4],
  [stated.unstated, 12],
  [stated.singleResource, 8],
  [builtBySam, 10],
  [synthesizedByCdk, 10],
  [madeByServerless, 6],
  [nested.nestedStacks, 6],
  [nested.nestedAndPackaged, 6],
  [stackSet, 6],
  [yamlAndJson, 6],
  [archivedCopy, 6],
  [builtCopy, 6],
  [sameSkeleton, 6],
  [names.nothingButTheName, 6],
  [names.sameNameTwice, 4],
  [names.sameNameByHand, 4],
  [madeByOthers.madeByLoop, 4],
  [madeByOthers.instancesOfGroup, 6],
  [decoys.lookalikeOfStated, 6],
  [decoys.lookalikeOfUnstated, 4],
  [decoys.sameStackInTwoAccounts, 4],
  [decoys.sameStackOfAnotherTeam, 4],
  [decoys.staleStatement, 4],
  [decoys.changedSinceDeployment, 6],
];

/**
 * A workspace and what AWS says of the stacks that came out of it and of others, the same for the same seed. It knows
 * nothing of how findings are linked: what is true follows from how a stack was made.
 */
export function createOrganizationOfStacks(seed: number): World {
  const world = new World(createRandom(seed));
  const services = serviceNames(world);
  for (const [scenario, times] of scenarios) {
    for (let time = 0; time < times; time++) {
      world.within(scenario.name, () => scenario(world, services.next().value ?? ''));
    }
  }
  return world;
}

const subjects =
  'order invoice catalog customer delivery stock price refund basket ledger payout voucher review shipment supplier contract address warranty coupon return tariff'.split(
    ' ',
  );
const roles = 'intake store export sync search mailer archive gateway report'.split(' ');

function* serviceNames({ random }: World): Generator<string, undefined> {
  const all = subjects.flatMap((subject) => roles.map((role) => `${subject}-${role}`));
  yield* random.shuffled(all);
  throw new Error('More services than names.');
}
