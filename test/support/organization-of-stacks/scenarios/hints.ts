import { commandFile, gitSyncFile, mappingFile } from '../hint-files.ts';
import { inventedTemplate } from '../services.ts';
import { deploy, type Scenario, source, write } from './deployments.ts';

/** A command that names stack and template, in one of the files in which teams keep it. */
export const deployedByCommand: Scenario = (world, service) => {
  const template = inventedTemplate(world.random, service);
  const made = source(world, `${service}/template.yaml`, template);
  const accountRegion = world.accountRegion();
  const stack = `${service}-prod`;
  const region = world.random.chance(0.4) ? { region: accountRegion.region } : {};
  write(world, commandFile(world.random, { template: made.file, stack, ...region }));
  deploy(world, made, { stack, accountRegion, parameters: { Stage: 'prod' } });
};

/** A command whose stack name has a variable of the pipeline. */
export const deployedByVariable: Scenario = (world, service) => {
  const made = source(world, `${service}/stack.json`, inventedTemplate(world.random, service));
  const text = `deploy:\n\taws cloudformation deploy --template-file stack.json --stack-name ${service}-$(STAGE)\n`;
  world.write(`${service}/Makefile`, text);
  for (const Stage of ['dev', 'prod'])
    deploy(world, made, { stack: `${service}-${Stage}`, parameters: { Stage } });
};

/** The team's own mapping, with accounts, and a name for all stages. */
export const mappedByTeam: Scenario = (world, service) => {
  const made = source(world, `${service}/cloudformation/main.yaml`, inventedTemplate(world.random, service));
  const other = source(world, `${service}/cloudformation/edge.yaml`, inventedTemplate(world.random, service));
  const accountRegion = world.accountRegion();
  write(
    world,
    mappingFile(service, [
      { template: made.file, stack: `${service}-*` },
      {
        template: other.file,
        stack: `edge-of-${service}`,
        account: accountRegion.account,
        region: accountRegion.region,
      },
    ]),
  );
  for (const Stage of ['dev', 'prod'])
    deploy(world, made, { stack: `${service}-${Stage}`, parameters: { Stage } });
  deploy(world, other, { stack: `edge-of-${service}`, accountRegion });
};

/** A deployment file of Git sync, which names the template and not the stack. */
export const syncedFromGit: Scenario = (world, service) => {
  const made = source(world, `${service}/template.yaml`, inventedTemplate(world.random, service));
  write(world, gitSyncFile(made.file));
  deploy(world, made, { stack: `${service}-live`, parameters: { Stage: 'prod' } });
};

/** The workspace has no hint about the deployment. */
export const withoutHint: Scenario = (world, service) => {
  const format = world.random.pick(['yaml', 'json', 'template.yml']);
  const made = source(world, `templates/${service}.${format}`, inventedTemplate(world.random, service));
  deploy(world, made, { stack: `${service}-prod`, parameters: { Stage: 'prod' } });
};

/** A template with one resource, whose id and type are common. */
export const singleResource: Scenario = (world, service) => {
  const { resources, parameters } = inventedTemplate(world.random, service, { names: false });
  const [type] = Object.values(resources);
  if (!type) throw new Error('A template without resources.');
  const template = { parameters, resources: { Resource: type } };
  const made = source(world, `${service}/resource.yaml`, template);
  const stack = `${service}-single`;
  if (world.random.chance(0.5)) {
    write(world, commandFile(world.random, { template: made.file, stack }));
  }
  deploy(world, made, { stack });
};
