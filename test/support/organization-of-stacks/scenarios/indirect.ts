import { commandFile } from '../hint-files.ts';
import { deployedFrom, inventedTemplate, titled, truthIn } from '../services.ts';
import type { Value } from '../template.ts';
import type { DeployedResource } from '../world.ts';
import { type Scenario, source, write } from './deployments.ts';

/** A loop creates several resources from one body. */
export const createdByLoop: Scenario = (world, service) => {
  const { random } = world;
  const plain = inventedTemplate(random, service, { size: 3, names: false });
  const names = random.some(['Intake', 'Archive', 'Export', 'Audit'], random.integer(2, 4));
  const body = `${titled(service)}\${Name}Bucket`;
  const loop: Value = [
    'Name',
    names,
    { [body]: { Type: 'AWS::S3::Bucket', Properties: { ObjectLockEnabled: true } } },
  ];
  const loops = { 'Fn::ForEach::Buckets': loop };
  const made = source(world, `${service}/template.yaml`, {
    ...plain,
    transform: 'AWS::LanguageExtensions',
    loops,
  });
  const stack = `${service}-prod`;
  if (random.chance(0.5)) write(world, commandFile(random, { template: made.file, stack }));
  const accountRegion = world.accountRegion();
  const buckets = names.map((name) => ({
    logicalId: `${titled(service)}${name}Bucket`,
    type: 'AWS::S3::Bucket',
    truth: { file: made.file, logicalId: body },
  }));
  const resources = [...deployedFrom(plain, { stack, accountRegion }, truthIn(made.file)), ...buckets];
  world.deploy({ stack, accountRegion, resources, text: made.text });
};

/** Instances of an Auto Scaling group have its tags, including CloudFormation's. */
export const instancesOfGroup: Scenario = (world, service) => {
  const { random } = world;
  const plain = inventedTemplate(random, service, { size: 4 });
  const group = 'Workers';
  const template = {
    ...plain,
    resources: {
      ...plain.resources,
      [group]: { type: 'AWS::AutoScaling::AutoScalingGroup', properties: { MinSize: '1' } },
    },
  };
  const made = source(world, `${service}/template.yaml`, template);
  const stack = `${service}-prod`;
  if (random.chance(0.5)) write(world, commandFile(random, { template: made.file, stack }));
  const accountRegion = world.accountRegion();
  const instance: DeployedResource = {
    logicalId: group,
    type: 'AWS::EC2::Instance',
    truth: { file: made.file, logicalId: group },
    tags: { 'aws:autoscaling:groupName': `${stack}-${group}-${random.letters('upper', 12)}` },
    unlisted: true,
  };
  const resources = [
    ...deployedFrom(template, { stack, accountRegion }, truthIn(made.file)),
    instance,
    instance,
  ];
  world.deploy({ stack, accountRegion, resources, text: made.text });
};
