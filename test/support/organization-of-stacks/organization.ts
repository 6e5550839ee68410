import { createRandom } from './random.ts';
import { synthesizedByCdk } from './scenarios/cdk.ts';
import * as decoys from './scenarios/decoys.ts';
import type { Scenario } from './scenarios/deployments.ts';
import * as hints from './scenarios/hints.ts';
import * as indirect from './scenarios/indirect.ts';
import * as names from './scenarios/names.ts';
import * as nested from './scenarios/nested.ts';
import { builtBySam } from './scenarios/sam.ts';
import { deployedByServerless } from './scenarios/serverless.ts';
import { stackSet } from './scenarios/stack-sets.ts';
import { archivedCopy, builtCopy, sameSkeleton, yamlAndJson } from './scenarios/twins.ts';
import { World } from './world.ts';

/** Each scenario, and how often it occurs. */
const scenarios: readonly (readonly [Scenario, number])[] = [
  [hints.deployedByCommand, 16],
  [hints.deployedByVariable, 6],
  [hints.mappedByTeam, 8],
  [hints.syncedFromGit, 4],
  [hints.withoutHint, 12],
  [hints.singleResource, 8],
  [builtBySam, 10],
  [synthesizedByCdk, 10],
  [deployedByServerless, 6],
  [nested.nestedStacks, 6],
  [nested.nestedAndPackaged, 6],
  [stackSet, 6],
  [yamlAndJson, 6],
  [archivedCopy, 6],
  [builtCopy, 6],
  [sameSkeleton, 6],
  [names.onlyNames, 6],
  [names.sameNameTwice, 4],
  [names.sameNameByHand, 4],
  [indirect.createdByLoop, 4],
  [indirect.instancesOfGroup, 6],
  [decoys.lookalikeWithHint, 6],
  [decoys.lookalikeWithoutHint, 4],
  [decoys.sameStackInTwoAccounts, 4],
  [decoys.sameStackOfAnotherTeam, 4],
  [decoys.outdatedHint, 4],
  [decoys.changedSinceDeployment, 6],
];

/**
 * Generates a workspace, the stacks that were deployed from it, and others; the same for the same seed. The generator does not
 * use linking: the truth of each finding follows from the deployment of its stack.
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
