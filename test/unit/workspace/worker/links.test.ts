import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../../../daemon/domain/linking/choices/link-choice.ts';
import type { StackResource } from '../../../../daemon/domain/stacks/stack-resource.ts';
import { type LinkFacts, linksIn } from '../../../../daemon/workspace/worker/links.ts';
import { Library } from '../../../../daemon/workspace/worker/thread/library.ts';
import type { ReadState } from '../../../../daemon/workspace/worker/thread/watched-folder.ts';
import { createCleanup } from '../../../support/cleanup.ts';
import { finding, member } from '../../domain/linking/builders.ts';

const cleanup = createCleanup();
afterAll(() => cleanup.run());

const logs = finding({ id: 'shop-logs', name: 'shop-logs' });
const shop: StackResource[] = [
  member('Logs', { physicalId: 'shop-logs' }),
  ...['Jobs', 'Mail'].map((id) => member(id, { type: 'AWS::SQS::Queue' })),
];
const template = `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: shop-logs
  Jobs:
    Type: AWS::SQS::Queue
  Mail:
    Type: AWS::SQS::Queue
`;

/** Returns the link to the only template, with its evidence, while its folder is in this state. */
async function linkWhile(
  state: ReadState,
  known: Partial<LinkFacts> | ((folder: string) => Partial<LinkFacts>) = {},
  files: Readonly<Record<string, string>> = {},
) {
  const folder = cleanup.folder('links');
  for (const [name, text] of Object.entries({ 'shop.yaml': template, ...files }))
    writeFileSync(path.join(folder, name), text);
  const library = new Library();
  const workspace = library.open([{ path: folder, exclude: [] }]);
  await library.idle();
  for (const each of workspace.folders) each.state = state;
  const facts = { version: 1, findings: [logs], stacks: [], templateHashes: new Map(), choices: [] };
  const more = typeof known === 'function' ? known(folder) : known;
  const link = linksIn(workspace, { ...facts, ...more }).get(logs.key);
  return { confidence: link?.confidence, evidence: link?.evidence };
}

const unread = ['waiting', 'reading', 'partial'] as const;

describe('a place that is certain because no other matches', () => {
  it.each([
    ['by its name', {}],
    ['by its name in the stack that lists it', { stacks: shop }],
  ])('%s is only probable until all templates are read', async (_how, known) => {
    expect(await linkWhile('read', known)).toMatchObject({ confidence: 'certain' });
    for (const state of unread) {
      expect(await linkWhile(state, known)).toMatchObject({
        confidence: 'probable',
        evidence: { qualifiers: [{ kind: 'still-reading' }] },
      });
    }
  });
});

describe('a place that a file or the user names', () => {
  it('stays certain while others are read, if a file says so', async () => {
    const files = {
      Makefile: 'deploy:\n\taws cloudformation deploy --template-file shop.yaml --stack-name shop\n',
    };

    for (const state of unread) {
      const { confidence, evidence } = await linkWhile(state, { stacks: shop }, files);
      expect(confidence).toBe('certain');
      expect(evidence).not.toHaveProperty('qualifiers');
    }
  });

  it('stays certain while others are read, if the user chose it', async () => {
    const chosenIn = (folder: string): Partial<LinkFacts> => {
      const place = { file: path.join(folder, 'shop.yaml'), logicalId: 'Logs' };
      const at = '2026-11-23T09:00:00.000Z';
      return { choices: [{ ...identityOf(logs), ...place, verdict: 'this', at }] };
    };

    for (const state of unread)
      expect(await linkWhile(state, chosenIn)).toMatchObject({ confidence: 'certain' });
  });
});

it('a resource that was not found is not called undeclared until all templates are read', async () => {
  const other = { findings: [{ ...logs, resource: { ...logs.resource, id: 'bank', name: 'bank' } }] };

  expect((await linkWhile('read', other)).evidence).toMatchObject({
    by: 'name',
    reason: { kind: 'unknown' },
  });
  expect((await linkWhile('reading', other)).evidence).toEqual({ by: 'reading', state: 'reading' });
  expect((await linkWhile('partial', other)).evidence).toEqual({ by: 'reading', state: 'stopped' });
});
