import { deployedFrom, inventedTemplate, truthIn } from '../services.ts';
import { sections } from '../template.ts';
import { yaml } from '../template-text.ts';
import type { DeployedResource } from '../world.ts';
import type { Scenario } from './deployments.ts';

/** The Serverless Framework: the stack is `service-stage`, and a function's id contains its name. */
export const deployedByServerless: Scenario = (world, service) => {
  const { random } = world;
  const functions = random.some(['create', 'read-all', 'archive_old', 'notify'], random.integer(1, 4));
  const plain = inventedTemplate(random, service, { size: random.integer(1, 4), names: false });
  const { Resources = {} } = sections(plain);
  // Its variables look like those of `Fn::Sub`, so its users do not refer to parameters.
  const resources = JSON.parse(
    JSON.stringify(Resources).replaceAll('{"Ref":"Service"}', JSON.stringify(service)),
  );
  const stage = random.pick(['dev', 'prod', undefined]);
  const file = `${service}/serverless.yml`;
  world.write(
    file,
    yaml({
      service,
      frameworkVersion: '3',
      provider: { name: 'aws', runtime: 'nodejs20.x', ...(stage !== undefined && { stage }) },
      functions: Object.fromEntries(functions.map((name) => [name, { handler: `src/${name}.handler` }])),
      resources: { Resources: resources },
    }),
  );
  const stack = `${service}-${stage ?? 'dev'}`;
  const accountRegion = world.accountRegion();
  const made: DeployedResource[] = [
    ...functions.map((name) => ({
      logicalId: idOf(name),
      type: 'AWS::Lambda::Function',
      name: `${stack}-${name}`,
      naming: 'computed' as const,
      truth: { file, logicalId: idOf(name) },
    })),
    ...deployedFrom(plain, { stack, accountRegion }, truthIn(file)),
    { logicalId: 'ServerlessDeploymentBucket', type: 'AWS::S3::Bucket', truth: 'none' },
    {
      logicalId: 'IamRoleLambdaExecution',
      type: 'AWS::IAM::Role',
      name: `${stack}-${accountRegion.region}-lambdaRole`,
      truth: 'none',
    },
  ];
  world.deploy({ stack, accountRegion, resources: made, text: `compiled for ${stack}` });
};

/** Source: `getNormalizedFunctionName` and `getLambdaLogicalId` of serverless 3.40. */
function idOf(name: string): string {
  const normalized = name.replace(/-/g, 'Dash').replace(/_/g, 'Underscore');
  return `${normalized.charAt(0).toUpperCase()}${normalized.slice(1)}LambdaFunction`;
}
