import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../../daemon/domain/findings/reading.ts';
import { note } from '../../../../../daemon/domain/problems/note.ts';
import type { StackState } from '../../../../../daemon/domain/stacks/stack-state.ts';
import type { StackTemplate } from '../../../../../daemon/domain/stacks/stack-template.ts';
import { deployedHash } from '../../../../../daemon/domain/templates/content-hash.ts';
import type { CloudFormationApi } from '../../../../../daemon/integrations/aws/cloudformation/client.ts';
import { readTemplates } from '../../../../../daemon/integrations/aws/cloudformation/reader.ts';
import { CallFailed } from '../../../../../daemon/integrations/aws/connection/errors.ts';
import { ReadSoFar } from '../../../../../daemon/integrations/aws/strategies/read-so-far.ts';
import { awsError, fakeClient } from '../fake-client.ts';

const account = '111122223333';
const place = { account, region: 'eu-west-1' };
const idOf = (name: string, region = place.region) =>
  `arn:aws:cloudformation:${region}:${account}:stack/${name}/1`;
const monday = '2026-11-23T09:00:00.000Z';
const tuesday = '2026-11-24T09:00:00.000Z';
const text = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';

/** A failing bucket of each of these stacks. By default Config says when the stacks changed last. */
function observing(names: readonly string[], states: readonly Partial<StackState>[] = [{}]): ReadSoFar {
  const readSoFar = new ReadSoFar();
  for (const name of names) {
    const resource = { type: 'AWS::S3::Bucket', id: `${name}-logs` };
    readSoFar.add({ kind: 'observed', observations: [{ source: 'config', rule: 'r', ...place, resource }] });
    const tags = { 'aws:cloudformation:stack-id': idOf(name), 'aws:cloudformation:logical-id': 'Logs' };
    readSoFar.add({ kind: 'resources', resources: [{ ...place, ...resource, tags }] });
    for (const state of states)
      readSoFar.add({
        kind: 'stacks',
        resources: [],
        states: [{ stackId: idOf(name), updated: monday, isChanging: false, ...state }],
      });
  }
  return readSoFar;
}

type Known = ReadonlyMap<string, StackTemplate>;

async function read(
  answers: Record<string, (input: never) => object>,
  readSoFar: ReadSoFar,
  known: Known = new Map(),
  signal = new AbortController().signal,
) {
  const { client, asked } = fakeClient<CloudFormationApi>(answers);
  const readings: Reading[] = [];
  const wanted = readSoFar.wantedTemplates(place, known);
  for await (const reading of readSoFar.follow(readTemplates(client, wanted, signal))) readings.push(reading);
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
  test('are requested in their submitted form, and hashed', async () => {
    const { templates, inputs } = await read({ GetTemplate: body }, observing(['shop']));

    expect(templates).toEqual([
      { ...place, stackId: idOf('shop'), updated: monday, hash: deployedHash(text) },
    ]);
    expect(inputs).toEqual([{ StackName: idOf('shop'), TemplateStage: 'Original' }]);
  });

  test('are not requested again while the stack does not change, and are yielded again', async () => {
    const before = new Map([known('shop', monday)]);
    const { templates, asked } = await read({}, observing(['shop']), before);

    expect(asked).toEqual([]);
    expect(templates.map(({ hash }) => hash)).toEqual(['read before']);
  });

  test('are requested again once the stack has changed', async () => {
    const before = new Map([known('shop', monday)]);
    const readSoFar = observing(['shop'], [{ updated: tuesday }]);
    const { templates } = await read({ GetTemplate: body }, readSoFar, before);

    expect(templates).toMatchObject([{ updated: tuesday, hash: deployedHash(text) }]);
  });

  test('are not requested during an update, which may be rolled back', async () => {
    const { templates, asked } = await read({}, observing(['shop'], [{ isChanging: true }]));

    expect([templates, asked]).toEqual([[], []]);
  });

  test('are requested only for stacks that contain an observed resource', async () => {
    const readSoFar = observing(['shop']);
    const elsewhere = { account: '999999999999', region: place.region };
    readSoFar.add({
      kind: 'stacks',
      resources: [],
      states: [{ stackId: idOf('idle'), updated: monday, isChanging: false }],
    });
    const { client, asked } = fakeClient<CloudFormationApi>({});
    const { signal } = new AbortController();
    for (const where of [elsewhere, { account, region: 'us-east-1' }])
      for await (const _ of readTemplates(client, readSoFar.wantedTemplates(where, new Map()), signal));

    expect(asked).toEqual([]);
    expect((await read({ GetTemplate: body }, readSoFar)).asked).toEqual(['GetTemplate']);
  });

  test('without their non-ASCII characters are recognized by the remaining text', async () => {
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

  test('of a stack that was deleted in between stay unknown, and the others are read', async () => {
    const GetTemplate = ({ StackName }: { StackName: string }) =>
      StackName === idOf('gone') ? fails('GetTemplate', 'ValidationError')() : body();
    const { templates, readings } = await read({ GetTemplate }, observing(['gone', 'shop']));

    expect(templates.map(({ hash }) => hash)).toEqual([undefined, deployedHash(text)]);
    expect(readings.filter(({ kind }) => kind === 'note')).toEqual([]);
  });

  test('that AWS denies are requested once in an account; known hashes stay', async () => {
    const before = new Map([known('old', monday)]);
    const readSoFar = observing(['a', 'b', 'old']);
    const first = await read({ GetTemplate: fails('GetTemplate', 'AccessDenied') }, readSoFar, before);
    const second = await read({}, readSoFar, before);

    expect(first.asked).toEqual(['GetTemplate']);
    expect(first.readings.map(({ kind }) => kind)).toEqual(['templates', 'note']);
    expect(second.readings.map(({ kind }) => kind)).toEqual(['templates']);
    expect(first.templates).toEqual(second.templates);
    expect(second.templates.map(({ stackId }) => stackId)).toEqual([idOf('old')]);
    expect(first.readings.at(-1)).toEqual({
      kind: 'note',
      note: note('templates-denied', { operations: ['GetTemplate'], accounts: [account] }),
    });
  });

  test('that fail for another reason are one note, and no more are requested there', async () => {
    const answers = { GetTemplate: fails('GetTemplate', 'Throttling') };
    const { readings, asked } = await read(answers, observing(['a', 'b']));

    expect(asked).toHaveLength(1);
    expect(readings).toMatchObject([{ kind: 'note', note: { code: 'aws-throttled' } }]);
  });

  test('are not requested any more once the sync run is cancelled', async () => {
    const abort = new AbortController();
    const GetTemplate = () => {
      abort.abort();
      throw Object.assign(new Error('enough'), { name: 'AbortError' });
    };
    await expect(read({ GetTemplate }, observing(['a', 'b']), new Map(), abort.signal)).rejects.toThrow(
      'enough',
    );
  });
});

describe('without change times of stacks from Config', () => {
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

  test('CloudFormation lists them, page by page until all are found', async () => {
    const ListStacks = ({ NextToken }: { NextToken?: string }) =>
      NextToken === 'two'
        ? { StackSummaries: [summary('shop', { LastUpdatedTime: new Date(tuesday) })], NextToken: 'three' }
        : { StackSummaries: [summary('idle')], NextToken: 'two' };
    const { templates, asked } = await read({ ListStacks, GetTemplate: body }, observing(['shop'], []));

    expect(asked).toEqual(['ListStacks', 'ListStacks', 'GetTemplate']);
    expect(templates).toMatchObject([{ stackId: idOf('shop'), updated: tuesday }]);
  });

  test('a nested stack and its parents are listed: parent and logical id are known', async () => {
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

  test('the states of the rest of the team are neither copied nor changed', async () => {
    class OfTheTeam extends Map<string, StackState> {
      override [Symbol.iterator](): never {
        throw new Error('every stack of the team is visited for one region');
      }
      override entries = this[Symbol.iterator];
      override values = this[Symbol.iterator];
      override forEach = this[Symbol.iterator];
    }
    const states = new OfTheTeam();
    states.set(idOf('other'), { stackId: idOf('other'), updated: monday, isChanging: false });
    const ListStacks = () => ({ StackSummaries: [summary('shop')] });
    const readingOf = async (stacks: readonly string[]) => {
      const { client, asked } = fakeClient<CloudFormationApi>({ ListStacks, GetTemplate: body });
      const more = { listed: new Set<string>(), known: new Map(), denied: new Set<string>() };
      const { signal } = new AbortController();
      for await (const _ of readTemplates(client, { ...place, stacks, states, ...more }, signal));
      return asked.map(({ name }) => name);
    };

    expect(await readingOf([])).toEqual([]);
    expect(await readingOf([idOf('shop'), idOf('other')])).toEqual([
      'ListStacks',
      'GetTemplate',
      'GetTemplate',
    ]);
    expect([states.size, states.has(idOf('shop'))]).toEqual([1, false]);
  });

  test('a deleted stack is not requested', async () => {
    const { asked } = await read({ ListStacks: () => ({ StackSummaries: [] }) }, observing(['shop'], []));

    expect(asked).toEqual(['ListStacks']);
  });

  test('if AWS denies the list, stacks with a change time from Config remain', async () => {
    const readSoFar = observing(['shop'], []);
    readSoFar.add({
      kind: 'stacks',
      resources: [],
      states: [{ stackId: idOf('other'), updated: monday, isChanging: false }],
    });
    readSoFar.add({
      kind: 'observed',
      observations: [
        { source: 'config', rule: 'r', ...place, resource: { type: 'AWS::SNS::Topic', id: 't' } },
      ],
    });
    readSoFar.add({
      kind: 'stacks',
      resources: [
        {
          ...place,
          stackId: idOf('other'),
          stackName: 'other',
          logicalId: 'T',
          physicalId: 't',
          type: 'AWS::SNS::Topic',
        },
      ],
    });
    const answers = { ListStacks: fails('ListStacks', 'AccessDenied'), GetTemplate: body };
    const { templates, readings } = await read(answers, readSoFar);

    expect(templates.map(({ stackId }) => stackId)).toEqual([idOf('other')]);
    expect(readings.at(-1)).toMatchObject({ kind: 'note', note: { facts: { operations: ['ListStacks'] } } });
  });
});
