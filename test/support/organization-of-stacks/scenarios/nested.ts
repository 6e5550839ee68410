import { commandFile, mappingFile } from '../hint-files.ts';
import { deployedFrom, inventedTemplate, truthIn } from '../services.ts';
import type { Template } from '../template.ts';
import { templateText } from '../template-text.ts';
import type { World } from '../world.ts';
import { type Scenario, source, write } from './deployments.ts';

const children = ['Network', 'Storage'] as const;

/** Nested stacks whose parent names the children's files. */
export const nestedStacks: Scenario = (world, service) => nested(world, service, false);

/** The same after `aws cloudformation package`: the deployed text has addresses; the packaged file is in the same folder. */
export const nestedAndPackaged: Scenario = (world, service) => nested(world, service, true);

function nested(world: World, service: string, packaged: boolean): void {
  const { random } = world;
  const stack = `${service}-prod`;
  const accountRegion = world.accountRegion();
  const parts = children.map((id) => {
    const file = `${service}/nested/${id.toLowerCase()}.yaml`;
    return { id, ...source(world, file, inventedTemplate(random, service, { names: random.chance(0.4) })) };
  });
  const own = inventedTemplate(random, service, { size: 3 });
  const parent = `${service}/root.yaml`;
  const text = templateText(
    withChildren(own, (id) => `./nested/${id.toLowerCase()}.yaml`),
    'yaml',
  );
  world.write(parent, text);
  const address = () => `https://s3.amazonaws.com/artifacts/${random.letters('hexadecimal', 32)}.template`;
  const deployedText = packaged ? templateText(withChildren(own, address), 'yaml') : text;
  if (packaged) world.write(`${service}/packaged.yaml`, deployedText);
  if (random.chance(0.7)) {
    const deployment = { template: parent, stack };
    write(world, random.chance(0.5) ? mappingFile(service, [deployment]) : commandFile(random, deployment));
  }
  const stacks = parts.map(({ id, template, file, text: childText }) => {
    const child = `${stack}-${id}-${random.letters('upper', 13)}`;
    const resources = deployedFrom(template, { stack: child, accountRegion }, truthIn(file));
    return {
      id,
      stackId: world.deploy({
        stack: child,
        accountRegion,
        resources,
        text: packaged ? `packaged: ${child}` : childText,
      }),
    };
  });
  world.deploy({
    stack,
    accountRegion,
    text: deployedText,
    resources: [
      ...deployedFrom(own, { stack, accountRegion }, truthIn(parent)),
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
