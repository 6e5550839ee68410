import { declaredIn, deployedFrom, inventedTemplate } from '../services.ts';
import { commanded, mapped } from '../statements.ts';
import type { Template } from '../template.ts';
import { deploy, deployElsewhere, type Scenario, source, write } from './deployments.ts';
import { without } from './twins.ts';

/** A stack from another repository looks just like a template here, which is deployed as something else and says so. */
export const lookalikeOfStated: Scenario = (world, service) => {
  const template = inventedTemplate(world.random, service, { names: world.random.chance(0.3) });
  const made = source(world, `${service}/template.yaml`, template);
  write(world, commanded(world.random, { template: made.file, stack: `${service}-prod` }));
  deploy(world, made, { stack: `${service}-prod` });
  const alien = world.random.pick([
    `fork-of-${service}`,
    `x-${service}`,
    `monolith-${world.random.letters('lower', 4)}`,
  ]);
  deployElsewhere(world, asIn(alien, service, template), { stack: `${alien}-prod` });
};

/** The same, and nobody says how the one here is deployed. It never was. */
export const lookalikeOfUnstated: Scenario = (world, service) => {
  const template = inventedTemplate(world.random, service, { names: world.random.chance(0.3) });
  source(world, `samples/${service}.yaml`, template);
  const alien = `legacy-${world.random.letters('lower', 6)}`;
  deployElsewhere(world, asIn(alien, service, template), { stack: alien });
};

/** Two accounts have a stack of one name; the mapping names the account of each template, or of the only one here. */
export const sameStackInTwoAccounts: Scenario = (world, service) => {
  const { random } = world;
  const stack = `${service}-web`;
  const [first = '', second = ''] = random.some(world.accounts, 2);
  const template = inventedTemplate(random, service, { size: 6 });
  const other = { ...template, resources: { ...without(template, 2).resources, Extra: sqs } };
  const place = world.place();
  const here = source(world, `${service}/web.yaml`, template);
  const stated = [{ template: here.file, stack, account: first }];
  deploy(world, here, { stack, place: { ...place, account: first } });
  if (random.chance(0.5)) {
    const there = source(world, `${service}/old-web.yaml`, other);
    write(world, mapped(service, [...stated, { template: there.file, stack, account: second }]));
    deploy(world, there, { stack, place: { ...place, account: second } });
  } else {
    write(world, mapped(service, stated));
    deployElsewhere(world, asIn('storefront', service, other), {
      stack,
      place: { ...place, account: second },
    });
  }
};

/** A command names no account: another account's stack of that name is made of something else that shares some ids. */
export const sameStackOfAnotherTeam: Scenario = (world, service) => {
  const { random } = world;
  const [first = '', second = ''] = random.some(world.accounts, 2);
  const template = inventedTemplate(random, service, { size: 8, names: false });
  const here = source(world, `${service}/template.yaml`, template);
  const stack = `${service}-app`;
  write(world, commanded(random, { template: here.file, stack }));
  deploy(world, here, { stack, place: { ...world.place(), account: first } });
  const another: Template = { ...inventedTemplate(random, 'other', { size: 6, names: false }) };
  deployElsewhere(
    world,
    { ...another, resources: { ...another.resources, ...without(template, 5).resources } },
    { stack, place: { ...world.place(), account: second } },
  );
};

/** The statement is old: since then the stack is made of the file's successor. */
export const staleStatement: Scenario = (world, service) => {
  const { random } = world;
  const now = inventedTemplate(random, service, { size: 8 });
  const before = without(now, 4);
  source(world, `${service}/template.yaml`, before);
  const successor = source(world, `${service}/template-v2.yaml`, now);
  const stack = `${service}-prod`;
  write(world, commanded(random, { template: `${service}/template.yaml`, stack }));
  deploy(world, successor, { stack });
};

/** The template was changed and not deployed yet: something is gone from it, something has another id, something is new. */
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
  if (random.chance(0.5)) write(world, commanded(random, { template: made.file, stack }));
  const place = world.place();
  const here = declaredIn(made.file);
  const resources = deployedFrom(deployed, { stack, place }, (id) =>
    id === gone ? 'none' : here(id === renamed ? `${id}Renamed` : id),
  );
  world.deploy({ stack, place, resources, text: `as it was deployed: ${stack}` });
};

/** Another repository's copy: same ids and types; where names are given, its own. */
function asIn(other: string, service: string, template: Template): Template {
  return JSON.parse(JSON.stringify(template).replaceAll(service, other)) as Template;
}

const sqs = { type: 'AWS::SQS::Queue', properties: { QueueName: { 'Fn::Sub': `\${AWS::StackName}-extra` } } };
