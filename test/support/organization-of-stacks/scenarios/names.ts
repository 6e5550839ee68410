import { inventedTemplate, titled } from '../services.ts';
import type { Template, Value } from '../template.ts';
import { deploy, type Scenario, source } from './deployments.ts';

const nothing = { tags: false, list: false, hash: false };

/** Tags and lists are unknown. Only the names that a template gives are known. */
export const onlyNames: Scenario = (world, service) => {
  const made = source(
    world,
    `${service}/template.yaml`,
    inventedTemplate(world.random, service, { size: 10 }),
  );
  const parameters = world.random.chance(0.5) ? { Stage: 'prod' } : {};
  deploy(world, made, {
    stack: `${service}-${world.random.pick(['live', 'a', 'main'])}`,
    parameters,
    known: nothing,
  });
};

/** Two templates give the same names in two accounts. */
export const sameNameTwice: Scenario = (world, service) => {
  const { random } = world;
  const known = random.chance(0.5) ? nothing : {};
  for (const [at, account] of random.some(world.accounts, 2).entries()) {
    const template = named(service, `${titled(service)}${at === 0 ? 'Jobs' : 'Mail'}`);
    const made = source(world, `${service}/${at === 0 ? 'jobs' : 'mail'}.yaml`, template);
    deploy(world, made, {
      stack: `${service}-${at === 0 ? 'jobs' : 'mail'}`,
      accountRegion: { ...world.accountRegion(), account },
      known,
    });
  }
};

/** The template's names, given by hand in accounts in which the template was never deployed. */
export const sameNameByHand: Scenario = (world, service) => {
  const { random } = world;
  const made = source(world, `${service}/template.json`, named(service, titled(service)));
  const [deployed = '', ...others] = random.some(world.accounts, 2);
  deploy(world, made, { stack: service, accountRegion: { ...world.accountRegion(), account: deployed } });
  for (const account of others) {
    const accountRegion = { ...world.accountRegion(), account };
    world.byHand(
      'AWS::IAM::Role',
      random.chance(0.5) ? `${service}-operator` : `${service}-operators`,
      accountRegion,
    );
    world.byHand('AWS::DynamoDB::Table', `${service}-state-backup`, accountRegion);
    world.byHand('AWS::S3::Bucket', `${service}-${random.letters('lower', 6)}`, accountRegion);
  }
};

function named(service: string, prefix: string): Template {
  const resource = (type: string, property: string, name: Value) => ({
    type,
    properties: { [property]: name },
  });
  return {
    parameters: { Service: service },
    resources: {
      [`${prefix}Operator`]: resource('AWS::IAM::Role', 'RoleName', `${service}-operator`),
      [`${prefix}State`]: resource('AWS::DynamoDB::Table', 'TableName', { 'Fn::Sub': `\${Service}-state` }),
      [`${prefix}Jobs`]: resource('AWS::SQS::Queue', 'QueueName', {
        'Fn::Join': ['-', [{ Ref: 'Service' }, 'jobs']],
      }),
      [`${prefix}Hook`]: resource('AWS::Lambda::Function', 'FunctionName', {
        'Fn::Sub': `\${AWS::StackName}-hook`,
      }),
    },
  };
}
