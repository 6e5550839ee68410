import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionState, Model } from '../../../../extension/daemon/model.ts';
import { storeChoice } from '../../../../extension/settings/store-choice.ts';
import { EventEmitter, resetVsCode, window } from '../../../support/vscode/fake.ts';

let messages: string[];
let changes: EventEmitter<void>;
let listeners: number;
let model: { status: { syncing: boolean; lastSync: string; problems: [] }; connection: ConnectionState };

beforeEach(() => {
  resetVsCode();
  messages = [];
  changes = new EventEmitter();
  model = { status: { syncing: false, lastSync: 'before', problems: [] }, connection: 'connected' };
  listeners = 0;
  const onChanged = (listener: () => void) => {
    listeners++;
    const subscription = changes.event(listener);
    return {
      dispose() {
        listeners--;
        subscription.dispose();
      },
    };
  };
  Object.assign(model, { onChanged, search: async () => ({ total: 3 }) });
  vi.spyOn(window, 'showInformationMessage').mockImplementation((async (message: string) => {
    messages.push(message);
  }) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** VS Code draws the progress before it starts what it is for. */
function drawProgressIn(ms: number): void {
  vi.spyOn(window, 'withProgress').mockImplementation((async (_: unknown, task: CallableFunction) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return task(
      { report() {} },
      { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) },
    );
  }) as never);
}

function says(syncing: boolean, lastSync = model.status.lastSync): void {
  model.status = { ...model.status, syncing, lastSync };
  changes.fire();
}

const choice = (store: () => void) => ({
  sentence: 'Team search: 1 account.',
  about: 'findings' as const,
  store: async () => store(),
});
const stored = (store: () => void) => storeChoice(model as unknown as Model, choice(store));

it('says what was read if the run ends before VS Code has drawn the progress', async () => {
  drawProgressIn(20);
  await stored(() => {
    says(true);
    says(false, 'after');
  });
  expect(messages).toEqual(['Team search: 1 account. Read: 3 open findings.']);
});

it('does so if both changes of a short run arrive as one, and if AWS could not be read to the end', async () => {
  drawProgressIn(0);
  await stored(() => says(false, 'after'));
  await stored(() => {
    says(true);
    says(false);
  });
  expect(messages).toEqual(Array(2).fill('Team search: 1 account. Read: 3 open findings.'));
});

it('waits for a run that began', async () => {
  drawProgressIn(0);
  const done = stored(() => says(true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(messages).toEqual([]);
  says(false, 'after');
  await done;
  expect(messages).toHaveLength(1);
});

it('does not take the end of the run before for its own', async () => {
  drawProgressIn(0);
  says(true);
  const done = stored(() => {
    says(false, 'of the run before');
    says(true);
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(messages).toEqual([]);
  says(false, 'after');
  await done;
  expect(messages).toHaveLength(1);
});

it('says the choice alone if no run begins', async () => {
  vi.useFakeTimers();
  drawProgressIn(0);
  const done = stored(() => {});
  await vi.advanceTimersByTimeAsync(6_000);
  await done;
  expect(messages).toEqual(['Team search: 1 account.']);
});

it('says nothing of a reading that is lost with the connection, and follows nothing after it', async () => {
  drawProgressIn(0);
  await stored(() => {
    model.connection = 'offline';
    changes.fire();
  });
  expect(messages).toEqual([]);
  expect(listeners).toBe(0);
});
