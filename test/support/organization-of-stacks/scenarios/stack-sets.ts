import { mappingFile } from '../hint-files.ts';
import { inventedTemplate } from '../services.ts';
import { deploy, type Scenario, source, write } from './deployments.ts';

/** One template in every account: each stack instance has a name of its own. */
export const stackSet: Scenario = (world, service) => {
  const { random } = world;
  const file = `${service}/stack-set.yaml`;
  const made = source(
    world,
    file,
    inventedTemplate(random, service, { size: random.integer(2, 4), names: random.chance(0.5) }),
  );
  if (random.chance(0.5)) {
    write(world, mappingFile(service, [{ template: file, stack: `StackSet-${service}-*` }]));
  }
  for (const account of world.accounts) {
    const accountRegion = { account, region: random.pick(world.regions) };
    deploy(world, made, { stack: `StackSet-${service}-${random.uuid()}`, accountRegion });
  }
};
