import { afterAll, expect, it } from 'vitest';
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
  Object.defineProperty(index, 'files', {
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
