import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../../daemon/domain/findings/reading.ts';
import type { StackTemplate } from '../../../../../daemon/domain/stacks/stack-template.ts';
import { deployedHash } from '../../../../../daemon/domain/templates/content-hash.ts';
import type { CloudFormationApi } from '../../../../../daemon/integrations/aws/cloudformation/client.ts';
import type { StackState } from '../../../../../daemon/integrations/aws/cloudformation/stack-state.ts';
import {
  readTemplates,
  templatesDeniedNote,
} from '../../../../../daemon/integrations/aws/cloudformation/templates.ts';
import { CallFailed } from '../../../../../daemon/integrations/aws/connection/errors.ts';
import { Observed } from '../../../../../daemon/integrations/aws/strategies/observed.ts';
import type { Scope } from '../../../../../daemon/integrations/aws/strategies/shared-parts.ts';
import { awsError, fakeClient } from '../fake-client.ts';

const account = '111122223333';
const place = { account, region: 'eu-west-1' };
const idOf = (name: string, region = place.region) =>
  `arn:aws:cloudformation:${region}:${account}:stack/${name}/1`;
const monday = '2026-11-23T09:00:00.000Z';
const tuesday = '2026-11-24T09:00:00.000Z';
const text = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';

/** A bucket that fails, of each of these stacks; Config says when they changed last unless told otherwise. */
function observing(names: readonly string[], states: readonly Partial<StackState>[] = [{}]): Observed {
  const observed = new Observed();
  for (const name of names) {
    const resource = { type: 'AWS::S3::Bucket', id: `${name}-logs` };
    observed.see([{ source: 'config', rule: 'r', ...place, resource }]);
    const tags = { 'aws:cloudformation:stack-id': idOf(name), 'aws:cloudformation:logical-id': 'Logs' };
    observed.describe([{ ...place, ...resource, tags }]);
    for (const state of states)
      observed.date([{ stackId: idOf(name), updated: monday, changing: false, ...state }]);
  }
  return observed;
}

const scopeWith = (given: Partial<Scope> = {}): Scope => ({
  signal: new AbortController().signal,
  knownRules: new Map(),
  readByRule: [],
  knownTemplates: new Map(),
  templatesDenied: new Map(),
  ...given,
});

async function read(
  answers: Record<string, (input: never) => object>,
  observed: Observed,
  scope = scopeWith(),
) {
  const { client, asked } = fakeClient<CloudFormationApi>(answers);
  const readings: Reading[] = [];
  for await (const reading of readTemplates(client, place, observed, scope)) readings.push(reading);
  const templates = readings.flatMap((reading) => (reading.kind === 'templates' ? reading.templates : []));
  return {
    readings,
    templates,
    asked: asked.map(({ name }) => name),
    inputs: asked.map(({ input }) => input),
  };
}

const known = (name: string, updated: string): [string, StackTemplate] => [
  idOf(name),
  { ...place, stackId: idOf(name), updated, hash: 'read before' },
];
const fails = (operation: string, code: string) => () => {
  throw new CallFailed('cloudformation', operation, awsError(code));
};
const body = () => ({ TemplateBody: text });

describe('the templates of stacks', () => {
  test('are asked for as they were submitted, and hashed', async () => {
    const { templates, inputs } = await read({ GetTemplate: body }, observing(['shop']));

    expect(templates).toEqual([
      { ...place, stackId: idOf('shop'), updated: monday, hash: deployedHash(text) },
    ]);
    expect(inputs).toEqual([{ StackName: idOf('shop'), TemplateStage: 'Original' }]);
  });

  test('are not asked for again while the stack stays as it is, and are said again', async () => {
    const scope = scopeWith({ knownTemplates: new Map([known('shop', monday)]) });
    const { templates, asked } = await read({}, observing(['shop']), scope);

    expect(asked).toEqual([]);
    expect(templates.map(({ hash }) => hash)).toEqual(['read before']);
  });

  test('are asked for again once the stack has changed', async () => {
    const scope = scopeWith({ knownTemplates: new Map([known('shop', monday)]) });
    const observed = observing(['shop'], [{ updated: tuesday }]);
    const { templates } = await read({ GetTemplate: body }, observed, scope);

    expect(templates).toMatchObject([{ updated: tuesday, hash: deployedHash(text) }]);
  });

  test('are not asked for in the middle of an update: it may be rolled back', async () => {
    const { templates, asked } = await read({}, observing(['shop'], [{ changing: true }]));

    expect([templates, asked]).toEqual([[], []]);
  });

  test('of no other stacks than those that hold what was observed here', async () => {
    const observed = observing(['shop']);
    const elsewhere = { account: '999999999999', region: place.region };
    observed.date([{ stackId: idOf('idle'), updated: monday, changing: false }]);
    const { client, asked } = fakeClient<CloudFormationApi>({});
    for (const where of [elsewhere, { account, region: 'us-east-1' }])
      for await (const _ of readTemplates(client, where, observed, scopeWith()));

    expect(asked).toEqual([]);
    expect((await read({ GetTemplate: body }, observed)).asked).toEqual(['GetTemplate']);
  });

  test('that have lost what is not ASCII are known by what is left', async () => {
    const written = 'Description: 支払い – Cafés\n';
    const { templates } = await read(
      { GetTemplate: () => ({ TemplateBody: 'Description: ??? ? Caf?s\n' }) },
      observing(['shop']),
    );

    expect(templates).toMatchObject([{ hash: deployedHash(written) }]);
  });

  test.each([['^(?=.{3,63}$)[a-z]+$'], ['https://console.example.com/?region=eu-west-1']])(
    'with a question mark that people write are hashed: %s',
    async (written) => {
      const { templates } = await read(
        { GetTemplate: () => ({ TemplateBody: written }) },
        observing(['shop']),
      );

      expect(templates).toMatchObject([{ hash: deployedHash(written) }]);
    },
  );

  test('of a stack that is gone meanwhile stay unknown, and the others are read', async () => {
    const GetTemplate = ({ StackName }: { StackName: string }) =>
      StackName === idOf('gone') ? fails('GetTemplate', 'ValidationError')() : body();
    const { templates, readings } = await read({ GetTemplate }, observing(['gone', 'shop']));

    expect(templates.map(({ hash }) => hash)).toEqual([undefined, deployedHash(text)]);
    expect(readings.filter(({ kind }) => kind === 'note')).toEqual([]);
  });

  test('that AWS denies are asked for once in an account; what was known stays', async () => {
    const scope = scopeWith({ knownTemplates: new Map([known('old', monday)]) });
    const observed = observing(['a', 'b', 'old']);
    const first = await read({ GetTemplate: fails('GetTemplate', 'AccessDenied') }, observed, scope);
    const second = await read({}, observed, scope);

    expect(first.asked).toEqual(['GetTemplate']);
    expect(first.readings.map(({ kind }) => kind)).toEqual(['templates']);
    expect(first.templates).toEqual(second.templates);
    expect(second.templates.map(({ stackId }) => stackId)).toEqual([idOf('old')]);
    expect(templatesDeniedNote(scope.templatesDenied)).toMatchObject({
      kind: 'note',
      note: { en: expect.stringMatching(/cloudformation:GetTemplate: 111122223333\./) },
    });
  });

  test('that fail otherwise are one note, and nothing more is asked for there', async () => {
    const answers = { GetTemplate: fails('GetTemplate', 'Throttling') };
    const { readings, asked } = await read(answers, observing(['a', 'b']));

    expect(asked).toHaveLength(1);
    expect(readings).toMatchObject([
      { kind: 'note', note: { en: expect.stringContaining('limits the rate') } },
    ]);
  });

  test('end with a pass that is cancelled', async () => {
    const abort = new AbortController();
    const GetTemplate = () => {
      abort.abort();
      throw Object.assign(new Error('enough'), { name: 'AbortError' });
    };
    await expect(
      read({ GetTemplate }, observing(['a', 'b']), scopeWith({ signal: abort.signal })),
    ).rejects.toThrow('enough');
  });
});

describe('where Config does not say when stacks changed', () => {
  const summary = (name: string, more: object = {}) => ({
    StackId: idOf(name),
    StackName: name,
    CreationTime: new Date(monday),
    StackStatus: 'CREATE_COMPLETE',
    ...more,
  });
  const member = (logicalId: string, physicalId: string, type: string) => ({
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
  });

  test('CloudFormation lists them, page by page until all are met', async () => {
    const ListStacks = ({ NextToken }: { NextToken?: string }) =>
      NextToken === 'two'
        ? { StackSummaries: [summary('shop', { LastUpdatedTime: new Date(tuesday) })], NextToken: 'three' }
        : { StackSummaries: [summary('idle')], NextToken: 'two' };
    const { templates, asked } = await read({ ListStacks, GetTemplate: body }, observing(['shop'], []));

    expect(asked).toEqual(['ListStacks', 'ListStacks', 'GetTemplate']);
    expect(templates).toMatchObject([{ stackId: idOf('shop'), updated: tuesday }]);
  });

  test('a nested stack and those around it are listed: parent and logical id are known', async () => {
    const nested = 'AWS::CloudFormation::Stack';
    const resources: Record<string, object[]> = {
      [idOf('root')]: [member('Network', idOf('middle'), nested)],
      [idOf('middle')]: [member('Logging', idOf('leaf'), nested)],
      [idOf('leaf')]: [member('Logs', 'leaf-logs', 'AWS::S3::Bucket')],
    };
    const { readings } = await read(
      {
        ListStacks: () => ({
          StackSummaries: [
            summary('root'),
            summary('leaf', { ParentId: idOf('middle') }),
            summary('middle', { ParentId: idOf('root') }),
          ],
        }),
        ListStackResources: ({ StackName }: { StackName: string }) => ({
          StackResourceSummaries: resources[StackName] ?? [],
        }),
        GetTemplate: body,
      },
      observing(['leaf'], []),
    );
    const listed = readings.flatMap((reading) => (reading.kind === 'stacks' ? reading.resources : []));

    expect(listed.map(({ stackName, logicalId, physicalId }) => [stackName, logicalId, physicalId])).toEqual([
      ['leaf', 'Logs', 'leaf-logs'],
      ['middle', 'Logging', idOf('leaf')],
      ['root', 'Network', idOf('middle')],
    ]);
  });

  test('a stack that is no longer there is not asked for', async () => {
    const { asked } = await read({ ListStacks: () => ({ StackSummaries: [] }) }, observing(['shop'], []));

    expect(asked).toEqual(['ListStacks']);
  });

  test('a list that AWS denies leaves what Config dates', async () => {
    const observed = observing(['shop'], []);
    observed.date([{ stackId: idOf('other'), updated: monday, changing: false }]);
    observed.see([{ source: 'config', rule: 'r', ...place, resource: { type: 'AWS::SNS::Topic', id: 't' } }]);
    observed.explain([
      {
        ...place,
        stackId: idOf('other'),
        stackName: 'other',
        logicalId: 'T',
        physicalId: 't',
        type: 'AWS::SNS::Topic',
      },
    ]);
    const scope = scopeWith();
    const answers = { ListStacks: fails('ListStacks', 'AccessDenied'), GetTemplate: body };
    const { templates } = await read(answers, observed, scope);

    expect(templates.map(({ stackId }) => stackId)).toEqual([idOf('other')]);
    expect([...scope.templatesDenied.keys()]).toEqual(['ListStacks']);
  });
});
