import { commandFile } from '../hint-files.ts';
import { inventedTemplate } from '../services.ts';
import type { Template } from '../template.ts';
import { templateText } from '../template-text.ts';
import type { World } from '../world.ts';
import { deploy, type Scenario, source, write } from './deployments.ts';

/** The same template as YAML and as JSON; one of them is deployed, and a hint may say which. */
export const yamlAndJson: Scenario = (world, service) => {
  const { random } = world;
  const template = inventedTemplate(random, service);
  const formats = [`${service}/${service}.yaml`, `${service}/${service}.json`] as const;
  const [deployed, other] = random.chance(0.6) ? formats : [formats[1], formats[0]];
  const made = source(world, deployed, template);
  source(world, other, template);
  const stack = `${service}-prod`;
  maybeWithHint(world, { template: deployed, stack });
  deploy(world, made, { stack, parameters: { Stage: 'prod' } });
};

/** An archived copy: identical, or with fewer resources. */
export const archivedCopy: Scenario = (world, service) => {
  const { random } = world;
  const template = inventedTemplate(random, service, { size: random.integer(6, 12) });
  const made = source(world, `${service}/template.yaml`, template);
  const folder = random.pick(['archive', 'old', 'backup']);
  source(
    world,
    `${service}/${folder}/template.yaml`,
    random.chance(0.5) ? template : without(template, random.integer(1, 3)),
  );
  const stack = `${service}-prod`;
  maybeWithHint(world, { template: made.file, stack });
  deploy(world, made, { stack, parameters: { Stage: 'prod' } });
};

/** The copy that a build made of a template, in the same folder: users do not edit it. */
export const builtCopy: Scenario = (world, service) => {
  const { random } = world;
  const template = inventedTemplate(random, service);
  const made = source(world, `${service}/template.yaml`, template);
  const copy = random.pick([
    'packaged.yaml',
    'dist/template.json',
    'build/template.yaml',
    'packaged-template.json',
  ]);
  // Tools write it in their own style: the same template with another text.
  const packaged = templateText(template, copy.endsWith('json') ? 'json' : 'yaml').replace(
    '"2010-09-09"\n',
    "'2010-09-09'\n",
  );
  world.write(`${service}/${copy}`, packaged);
  const stack = `${service}-prod`;
  if (random.chance(0.4)) {
    // The deploy command names the copy; only the package command names the source.
    const text = `deploy:\n\taws cloudformation package --template-file template.yaml --s3-bucket artifacts --output-template-file ${copy}\n\taws cloudformation deploy --template-file ${copy} --stack-name ${stack}\n`;
    world.write(`${service}/Makefile`, text);
  }
  deploy(world, { ...made, text: packaged }, { stack, parameters: { Stage: 'prod' } });
};

/** Services from one skeleton: the same ids and types, each with a stack of its own. */
export const sameSkeleton: Scenario = (world, service) => {
  const { random } = world;
  const skeleton = inventedTemplate(random, 'service', {
    size: random.integer(4, 8),
    names: random.chance(0.5),
  });
  const withHints = random.pick([0, 1, 2, 3]);
  for (const [at, end] of ['api', 'jobs', 'site'].entries()) {
    const name = `${service}-${end}`;
    const template = { ...skeleton, parameters: { ...skeleton.parameters, Service: name } };
    const made = source(world, `${service}/${end}/template.yaml`, template);
    if (at < withHints) write(world, commandFile(random, { template: made.file, stack: name }));
    deploy(world, made, { stack: name });
  }
};

function maybeWithHint(world: World, deployment: { template: string; stack: string }): void {
  if (world.random.chance(0.5)) write(world, commandFile(world.random, deployment));
}

/** Returns the template without its last resources. */
export function without(template: Template, count: number): Template {
  const entries = Object.entries(template.resources);
  return {
    ...template,
    resources: Object.fromEntries(entries.slice(0, Math.max(1, entries.length - count))),
  };
}
