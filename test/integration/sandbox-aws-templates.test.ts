import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, expect, test } from 'vitest';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { Stack } from '../../daemon/sandbox/model.ts';
import { accounts, home, smallWorld, stack } from '../support/small-world.ts';

/** CloudFormation's own copies of templates, which the sandbox returns to AWS's own client. */

let aws: SandboxAws;
afterEach(() => aws.close());

async function start(stacks: readonly Stack[]) {
  aws = await startAws(smallWorld({ stacks }));
  return (of: string, region = home) =>
    new CloudFormationClient({
      region,
      maxAttempts: 1,
      endpoint: aws.url,
      credentials: aws.credentialsOf(of),
    });
}

test.each([
  ['LF and indentation', 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n\n'],
  ['CRLF', 'Resources:\r\n  Logs:\r\n    Type: AWS::S3::Bucket\r\n'],
  ['white space around', ' \n\t{"Resources": {}}  \n'],
  ['characters that XML escapes', 'Description: a < b && "c" > \'d\' &amp; ]]> <member>\n'],
])('a template is returned as it was submitted: %s', async (_name, template) => {
  const clientOf = await start([stack('site', ['assets'], { template })]);
  const answer = await clientOf(accounts.payments).send(
    new GetTemplateCommand({ StackName: 'site', TemplateStage: 'Original' }),
  );

  expect(answer.TemplateBody).toBe(template);
  expect(answer.StagesAvailable).toEqual(['Original', 'Processed']);
});

test('every character beyond ASCII is returned as a question mark', async () => {
  const clientOf = await start([stack('site', [], { template: 'Description: 台帳 — café 🙂\n' })]);
  const answer = await clientOf(accounts.payments).send(new GetTemplateCommand({ StackName: 'site' }));

  expect(answer.TemplateBody).toBe('Description: ?? ? caf? ?\n');
});

test('a stack without a known text has a text that is made from its resources', async () => {
  const clientOf = await start([stack('site', ['assets'])]);
  const answer = await clientOf(accounts.payments).send(new GetTemplateCommand({ StackName: 'site' }));

  expect(JSON.parse(answer.TemplateBody ?? '')).toMatchObject({
    Resources: { Bucket0: { Type: 'AWS::S3::Bucket' } },
  });
});

test('other accounts and regions cannot read a stack, and a stack that does not exist is refused', async () => {
  const clientOf = await start([stack('site', ['assets'])]);
  const refused = { name: 'ValidationError', message: 'Stack with id site does not exist' };
  for (const client of [clientOf(accounts.checkout), clientOf(accounts.payments, 'us-east-1')])
    await expect(client.send(new GetTemplateCommand({ StackName: 'site' }))).rejects.toMatchObject(refused);
  const stage = new GetTemplateCommand({ StackName: 'site', TemplateStage: 'Written' as 'Original' });

  await expect(clientOf(accounts.payments).send(stage)).rejects.toThrow('Original, Processed');
  await expect(clientOf(accounts.payments).send(new GetTemplateCommand({}))).rejects.toMatchObject({
    name: 'ValidationError',
  });
});

test('an updated stack has the time of its update; a nested one names its parent, which lists it', async () => {
  const inner = stack('site-Logging-0A1B2C3D4E5F', ['logs'], {
    updated: '2026-11-24T09:00:00.000Z',
    id: `arn:aws:cloudformation:${home}:${accounts.payments}:stack/site-Logging-0A1B2C3D4E5F/2`,
  });
  const outer = stack('site', [], {
    resources: [{ logicalId: 'Logging', physicalId: inner.id, type: 'AWS::CloudFormation::Stack' }],
  });
  const client = (await start([outer, inner]))(accounts.payments);

  const { StackSummaries } = await client.send(new ListStacksCommand({}));
  expect(StackSummaries).toMatchObject([
    { StackId: outer.id, StackStatus: 'CREATE_COMPLETE' },
    {
      StackId: inner.id,
      StackStatus: 'UPDATE_COMPLETE',
      ParentId: outer.id,
      RootId: outer.id,
      LastUpdatedTime: new Date('2026-11-24T09:00:00.000Z'),
    },
  ]);
  expect(StackSummaries?.[0]?.LastUpdatedTime).toBeUndefined();
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: inner.id }));
  expect(Stacks).toMatchObject([{ ParentId: outer.id }]);
  const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: 'site' }));
  expect(StackResourceSummaries).toMatchObject([
    { LogicalResourceId: 'Logging', PhysicalResourceId: inner.id },
  ]);
});
