import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Finding } from '../../../../../daemon/domain/findings/finding.ts';
import type { Report } from '../../../../../daemon/workspace/worker/messages.ts';
import { Library } from '../../../../../daemon/workspace/worker/thread/library.ts';
import { ViewServer } from '../../../../../daemon/workspace/worker/thread/view-server.ts';
import { createCleanup } from '../../../../support/cleanup.ts';

const cleanup = createCleanup();
afterAll(() => cleanup.run());

it('a question that fails gets an empty response and is reported', async () => {
  const source = { path: cleanup.folder('views'), exclude: [] };
  const library = new Library();
  const reports: Report[] = [];
  const views = new ViewServer(library, (report) => reports.push(report));
  views.take({ kind: 'open', view: 1, folders: [source] });
  await library.idle();
  const { index } = library.open([source]);
  for (const part of ['files', 'reads'])
    Object.defineProperty(index, part, {
      get: () => {
        throw new Error('a bug');
      },
    });
  reports.length = 0;

  views.take({ kind: 'declarations', view: 1, question: 7, configType: 'AWS::S3::Bucket' });
  views.take({ kind: 'link', view: 1 });

  expect(reports).toMatchObject([
    { kind: 'log', level: 'error', event: 'finding declarations failed' },
    { kind: 'declarations', question: 7, declarations: { places: [], total: 0 } },
    { kind: 'log', level: 'error', event: 'linking failed' },
    { kind: 'links', view: 1, links: new Map() },
  ]);
});

it('the links of a view are reported once, and then only those that differ', async () => {
  const folder = cleanup.folder('differences');
  const file = path.join(folder, 'a.yaml');
  const write = (line: string) =>
    writeFileSync(
      file,
      `${line}Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: logs }\n`,
    );
  write('');
  const library = new Library({ onChanged: (set) => views.changed(set) });
  const reports: Report[] = [];
  const views: ViewServer = new ViewServer(library, (report) => reports.push(report));
  const findings = [findingOf('logs'), findingOf('elsewhere')];
  views.take({ kind: 'facts', version: 1, templateHashes: new Map(), choices: [] });
  views.take({ kind: 'moreFacts', findings });
  views.take({ kind: 'open', view: 1, folders: [{ path: folder, exclude: [] }] });
  await library.idle();
  const link = () => {
    views.take({ kind: 'link', view: 1 });
    const report = reports.at(-1);
    return report?.kind === 'links' ? { keys: [...report.links.keys()], removed: report.removed } : undefined;
  };

  expect(link()).toEqual({ keys: ['logs', 'elsewhere'], removed: undefined });
  expect(link()).toEqual({ keys: [], removed: [] });
  write('# One more line\n');
  await library.changed([file]);
  expect(link()).toEqual({ keys: ['logs'], removed: [] });
});

function findingOf(id: string): Finding {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    ...{
      key: id,
      source: 'config',
      rule: 'r',
      severity: 'high',
      account: '111111111111',
      region: 'eu-west-1',
    },
    ...{ resource: { type: 'AWS::S3::Bucket', id, name: id }, firstSeen: at, lastSeen: at, tags: {} },
  } as unknown as Finding;
}
