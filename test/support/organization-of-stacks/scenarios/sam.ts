import type { AccountRegion } from '../../../../daemon/domain/accounts/account-region.ts';
import { deployedFrom, inventedTemplate, titled, truthIn } from '../services.ts';
import type { Template } from '../template.ts';
import { templateText } from '../template-text.ts';
import type { DeployedResource, World } from '../world.ts';
import type { Scenario } from './deployments.ts';

const simple = { name: 'AWS::Serverless::SimpleTable', expanded: 'AWS::DynamoDB::Table' };

/** `samconfig.toml` names the stack for each environment; `sam build` writes a copy. */
export const builtBySam: Scenario = (world, service) => {
  const { random } = world;
  const plain = inventedTemplate(random, service, { size: random.integer(1, 5) });
  const functions = [`${titled(service)}Function`, 'Handler', 'HandlerAuthorizer'].slice(
    0,
    random.integer(1, 3),
  );
  const withTable = random.chance(0.5);
  const template: Template = {
    ...plain,
    transform: 'AWS::Serverless-2016-10-31',
    resources: {
      ...Object.fromEntries(functions.map((id) => [id, samFunction(id)])),
      ...(withTable && { State: { type: simple.name, properties: {} } }),
      ...plain.resources,
    },
  };
  const file = `${service}/template.yaml`;
  const text = templateText(template, 'yaml');
  world.write(file, text);
  if (random.chance(0.6)) world.write(`${service}/.aws-sam/build/template.yaml`, text);
  const accountRegion = world.accountRegion();
  world.write(
    `${service}/samconfig.toml`,
    samconfig(service, random.chance(0.5) ? accountRegion.region : undefined),
  );
  for (const [stack, at] of [
    [`${service}-dev`, accountRegion],
    [`${service}-prod`, { ...world.accountRegion(), region: accountRegion.region }],
  ] as const) {
    const expanded = [
      ...deployedFrom(plain, { stack, accountRegion: at }, truthIn(file)),
      ...functions.flatMap((id) => expandedFunction(id, file)),
      ...(withTable
        ? [{ logicalId: 'State', type: simple.expanded, truth: { file, logicalId: 'State' } }]
        : []),
      { logicalId: 'ServerlessRestApi', type: 'AWS::ApiGateway::RestApi', truth: 'none' as const },
      unwatched('ServerlessRestApiDeployment4f3b2a1c0d', 'AWS::ApiGateway::Deployment'),
      unwatched('ServerlessRestApiProdStage', 'AWS::ApiGateway::Stage'),
    ];
    deployTransformed(world, stack, at, expanded);
  }
};

/** The packaged text differs from the file's, so no file of the workspace has its hash. */
function deployTransformed(
  world: World,
  stack: string,
  accountRegion: AccountRegion,
  resources: readonly DeployedResource[],
): void {
  world.deploy({ stack, accountRegion, resources, text: `packaged for ${stack}` });
}

function samFunction(id: string): Template['resources'][string] {
  return {
    type: 'AWS::Serverless::Function',
    properties: {
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      CodeUri: `./${id.toLowerCase()}`,
      Events: { Call: { Type: 'Api', Properties: { Path: `/${id.toLowerCase()}`, Method: 'get' } } },
    },
  };
}

function expandedFunction(id: string, file: string): DeployedResource[] {
  const truth = { file, logicalId: id };
  return [
    { logicalId: id, type: 'AWS::Lambda::Function', truth },
    { logicalId: `${id}Role`, type: 'AWS::IAM::Role', truth },
    unwatched(`${id}CallPermissionProd`, 'AWS::Lambda::Permission'),
  ];
}

/** Returns a resource that the stack lists and that has no findings. */
function unwatched(logicalId: string, type: string): DeployedResource {
  return { logicalId, type, truth: 'none', physicalId: logicalId.toLowerCase() };
}

function samconfig(service: string, region: string | undefined): string {
  const at = region === undefined ? '' : `region = "${region}"\n`;
  const parameters = (stack: string) => `stack_name = "${stack}"\n${at}capabilities = "CAPABILITY_IAM"\n`;
  return `version = 0.1\n\n[default.deploy.parameters]\n${parameters(`${service}-dev`)}\n[prod.deploy.parameters]\n${parameters(`${service}-prod`)}`;
}
