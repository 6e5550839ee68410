import { declaredIn, deployedFrom, inventedTemplate } from '../services.ts';
import { commanded, mapped } from '../statements.ts';
import type { Template } from '../template.ts';
import type { World } from '../world.ts';
import { written } from '../written.ts';
import { type Scenario, source, write } from './deployments.ts';

const children = ['Network', 'Storage'] as const;

/** A stack of stacks, whose parent names the children's files. */
export const nestedStacks: Scenario = (world, service) => nested(world, service, false);

/** The same after `aws cloudformation package`: what is deployed names addresses; what was packaged stays beside it. */
export const nestedAndPackaged: Scenario = (world, service) => nested(world, service, true);

function nested(world: World, service: string, packaged: boolean): void {
  const { random } = world;
  const stack = `${service}-prod`;
  const place = world.place();
  const parts = children.map((id) => {
    const file = `${service}/nested/${id.toLowerCase()}.yaml`;
    return { id, ...source(world, file, inventedTemplate(random, service, { names: random.chance(0.4) })) };
  });
  const own = inventedTemplate(random, service, { size: 3 });
  const parent = `${service}/root.yaml`;
  const text = written(
    withChildren(own, (id) => `./nested/${id.toLowerCase()}.yaml`),
    'yaml',
  );
  world.write(parent, text);
  const address = () => `https://s3.amazonaws.com/artifacts/${random.letters('hexadecimal', 32)}.template`;
  const deployedText = packaged ? written(withChildren(own, address), 'yaml') : text;
  if (packaged) world.write(`${service}/packaged.yaml`, deployedText);
  if (random.chance(0.7)) {
    const stated = { template: parent, stack };
    write(world, random.chance(0.5) ? mapped(service, [stated]) : commanded(random, stated));
  }
  const stacks = parts.map(({ id, template, file, text: childText }) => {
    const child = `${stack}-${id}-${random.letters('upper', 13)}`;
    const resources = deployedFrom(template, { stack: child, place }, declaredIn(file));
    return {
      id,
      stackId: world.deploy({
        stack: child,
        place,
        resources,
        text: packaged ? `packaged: ${child}` : childText,
      }),
    };
  });
  world.deploy({
    stack,
    place,
    text: deployedText,
    resources: [
      ...deployedFrom(own, { stack, place }, declaredIn(parent)),
      ...stacks.map(({ id, stackId }) => ({
        logicalId: id,
        type: 'AWS::CloudFormation::Stack',
        truth: { file: parent, logicalId: id },
        physicalId: stackId,
      })),
    ],
  });
}

function withChildren(own: Template, address: (id: string) => string): Template {
  const stacks = children.map(
    (id) => [id, { type: 'AWS::CloudFormation::Stack', properties: { TemplateURL: address(id) } }] as const,
  );
  return { ...own, resources: { ...own.resources, ...Object.fromEntries(stacks) } };
}
