import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionState, Model } from '../../../../extension/daemon/model.ts';
import { storeChoice } from '../../../../extension/settings/store-choice.ts';
import { CancellationTokenSource, EventEmitter, resetVsCode, window } from '../../../support/vscode/fake.ts';

let messages: string[];
let progress: ReturnType<typeof vi.spyOn>;
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
  progress = vi
    .spyOn(window, 'withProgress')
    .mockImplementation((async (_: unknown, task: CallableFunction) =>
      task({ report() {} }, new CancellationTokenSource().token)) as never);
  vi.spyOn(window, 'showInformationMessage').mockImplementation((async (message: string) => {
    messages.push(message);
  }) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

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

it('says what was read, and nothing before it, if the run ends before the change is known to be stored', async () => {
  await stored(() => {
    says(true);
    says(false, 'after');
  });
  expect(messages).toEqual(['Team search: 1 account. Read: 3 open findings.']);
  expect(progress).not.toHaveBeenCalled();
});

it('does so if both changes of a short run arrive as one, and if AWS could not be read to the end', async () => {
  await stored(() => says(false, 'after'));
  await stored(() => {
    says(true);
    says(false);
  });
  expect(messages).toEqual(Array(2).fill('Team search: 1 account. Read: 3 open findings.'));
});

it('waits for a run that began', async () => {
  const done = stored(() => says(true));
  await vi.waitFor(() => expect(progress).toHaveBeenCalledOnce());
  expect(messages).toEqual([]);
  says(false, 'after');
  await done;
  expect(messages).toHaveLength(1);
});

it('does not take the end of the run before for its own', async () => {
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

it('warns of what could not be read, and says no old number of tickets', async () => {
  const warnings: string[] = [];
  vi.spyOn(window, 'showWarningMessage').mockImplementation((async (
    message: string,
    ...buttons: string[]
  ) => {
    warnings.push([message, ...buttons].join(' | '));
  }) as never);
  const read = (about: 'findings' | 'tickets', status: object) =>
    storeChoice(model as unknown as Model, {
      ...{ sentence: 'Chosen.', about },
      store: async () => {
        Object.assign(model.status, { failed: [], problems: [] }, status);
        says(true);
        says(false);
      },
    });
  await read('findings', { failed: [{ source: 'config' }, { source: 'config' }] });
  await read('tickets', { failed: [{ source: 'config' }] });
  await read('tickets', { failed: [{ source: 'tickets' }] });
  await read('tickets', { problems: [{ code: 'aws-timeout', text: 'AWS.' }] });
  await read('tickets', { problems: [{ code: 'configuration-invalid', text: 'The file is wrong.' }] });
  expect(messages).toEqual(Array(2).fill('Chosen. Read: 3 tickets.'));
  expect(warnings).toEqual([
    'Chosen. Read: 3 open findings. 2 places could not be read. Findings may be missing. | Show Details',
    'Chosen. The tickets in Jira could not be read. | Show Details',
    'Chosen. The file is wrong. | Open File',
  ]);
});

it('says the choice alone if no run begins', async () => {
  vi.useFakeTimers();
  const done = stored(() => {});
  await vi.advanceTimersByTimeAsync(6_000);
  await done;
  expect(messages).toEqual(['Team search: 1 account.']);
});

it('says nothing of a reading that is lost with the connection, and follows nothing after it', async () => {
  await stored(() => {
    model.connection = 'offline';
    changes.fire();
  });
  expect(messages).toEqual([]);
  expect(listeners).toBe(0);
});
