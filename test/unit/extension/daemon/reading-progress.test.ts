import { expect, it, vi } from 'vitest';
import { stoppableProgress } from '../../../../extension/daemon/reading-progress.ts';
import { window } from '../../../support/vscode/fake.ts';

vi.mock('vscode-languageclient/node', () => import('../../../support/vscode/fake-language-client.ts'));

it('ends what is shown when the connection is lost: its end does not arrive', async () => {
  const shown: Promise<void>[] = [];
  vi.spyOn(window, 'withProgress').mockImplementation(((
    _: unknown,
    run: (...words: unknown[]) => Promise<void>,
  ) => {
    const promise = run({ report() {} }, { onCancellationRequested() {} });
    shown.push(promise);
    return promise;
  }) as never);
  const { endAll, handleWorkDoneProgress: handle } = stoppableProgress(async () => {});
  handle?.('1', { kind: 'begin', title: 'Reading templates', cancellable: true }, () => {});
  expect(shown).toHaveLength(1);

  endAll();

  await expect(shown[0]).resolves.toBeUndefined();
  const next = vi.fn();
  handle?.('1', { kind: 'report', message: '7 of 9' }, next);
  expect(next).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
