import { commandFile, mappingFile } from '../hint-files.ts';
import { deployedFrom, inventedTemplate, truthIn } from '../services.ts';
import type { Template } from '../template.ts';
import { deploy, deployElsewhere, type Scenario, source, write } from './deployments.ts';
import { without } from './twins.ts';

/** A stack of another repository looks like a template here, which a hint deploys as another stack. */
export const lookalikeWithHint: Scenario = (world, service) => {
  const template = inventedTemplate(world.random, service, { names: world.random.chance(0.3) });
  const made = source(world, `${service}/template.yaml`, template);
  write(world, commandFile(world.random, { template: made.file, stack: `${service}-prod` }));
  deploy(world, made, { stack: `${service}-prod` });
  const alien = world.random.pick([
    `fork-of-${service}`,
    `x-${service}`,
    `monolith-${world.random.letters('lower', 4)}`,
  ]);
  deployElsewhere(world, asIn(alien, service, template), { stack: `${alien}-prod` });
};

/** The same without a hint: the template here was never deployed. */
export const lookalikeWithoutHint: Scenario = (world, service) => {
  const template = inventedTemplate(world.random, service, { names: world.random.chance(0.3) });
  source(world, `samples/${service}.yaml`, template);
  const alien = `legacy-${world.random.letters('lower', 6)}`;
  deployElsewhere(world, asIn(alien, service, template), { stack: alien });
};

/** Two accounts have a stack of the same name; the mapping names the account of each template, or of the only one here. */
export const sameStackInTwoAccounts: Scenario = (world, service) => {
  const { random } = world;
  const stack = `${service}-web`;
  const [first = '', second = ''] = random.some(world.accounts, 2);
  const template = inventedTemplate(random, service, { size: 6 });
  const other = { ...template, resources: { ...without(template, 2).resources, Extra: sqs } };
  const accountRegion = world.accountRegion();
  const here = source(world, `${service}/web.yaml`, template);
  const mapping = [{ template: here.file, stack, account: first }];
  deploy(world, here, { stack, accountRegion: { ...accountRegion, account: first } });
  if (random.chance(0.5)) {
    const there = source(world, `${service}/old-web.yaml`, other);
    write(world, mappingFile(service, [...mapping, { template: there.file, stack, account: second }]));
    deploy(world, there, { stack, accountRegion: { ...accountRegion, account: second } });
  } else {
    write(world, mappingFile(service, mapping));
    deployElsewhere(world, asIn('storefront', service, other), {
      stack,
      accountRegion: { ...accountRegion, account: second },
    });
  }
};

/** A command does not name an account: another account's stack of that name has another template that shares some ids. */
export const sameStackOfAnotherTeam: Scenario = (world, service) => {
  const { random } = world;
  const [first = '', second = ''] = random.some(world.accounts, 2);
  const template = inventedTemplate(random, service, { size: 8, names: false });
  const here = source(world, `${service}/template.yaml`, template);
  const stack = `${service}-app`;
  write(world, commandFile(random, { template: here.file, stack }));
  deploy(world, here, { stack, accountRegion: { ...world.accountRegion(), account: first } });
  const another: Template = { ...inventedTemplate(random, 'other', { size: 6, names: false }) };
  deployElsewhere(
    world,
    { ...another, resources: { ...another.resources, ...without(template, 5).resources } },
    { stack, accountRegion: { ...world.accountRegion(), account: second } },
  );
};

/** The hint is out of date: the stack is now deployed from the file's successor. */
export const outdatedHint: Scenario = (world, service) => {
  const { random } = world;
  const now = inventedTemplate(random, service, { size: 8 });
  const before = without(now, 4);
  source(world, `${service}/template.yaml`, before);
  const successor = source(world, `${service}/template-v2.yaml`, now);
  const stack = `${service}-prod`;
  write(world, commandFile(random, { template: `${service}/template.yaml`, stack }));
  deploy(world, successor, { stack });
};

/** The template was changed and is not deployed yet: one resource is gone, one has another id, one is new. */
export const changedSinceDeployment: Scenario = (world, service) => {
  const { random } = world;
  const deployed = inventedTemplate(random, service, { size: 8 });
  const entries = Object.entries(deployed.resources);
  const [[gone = ''] = [], [renamed = ''] = []] = entries;
  const kept = entries.filter(([id]) => id !== gone);
  const now = {
    ...deployed,
    resources: Object.fromEntries([
      ...kept.map(([id, resource]) => [id === renamed ? `${id}Renamed` : id, resource] as const),
      ['Added', sqs] as const,
    ]),
  };
  const made = source(world, `${service}/template.yaml`, now);
  const stack = `${service}-prod`;
  if (random.chance(0.5)) write(world, commandFile(random, { template: made.file, stack }));
  const accountRegion = world.accountRegion();
  const here = truthIn(made.file);
  const resources = deployedFrom(deployed, { stack, accountRegion }, (id) =>
    id === gone ? 'none' : here(id === renamed ? `${id}Renamed` : id),
  );
  world.deploy({ stack, accountRegion, resources, text: `as it was deployed: ${stack}` });
};

/** Returns another repository's copy: the same ids and types, but its own names. */
function asIn(other: string, service: string, template: Template): Template {
  return JSON.parse(JSON.stringify(template).replaceAll(service, other)) as Template;
}

const sqs = { type: 'AWS::SQS::Queue', properties: { QueueName: { 'Fn::Sub': `\${AWS::StackName}-extra` } } };
