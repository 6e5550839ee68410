import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Model } from '../../../../extension/daemon/model.ts';
import { registerSetupSteps } from '../../../../extension/status/setup-steps.ts';
import { DisposableStore } from '../../../../extension/tools/disposables.ts';
import { commands, resetVsCode } from '../../../support/vscode/fake.ts';

let done: Record<string, unknown>;

beforeEach(() => {
  resetVsCode();
  done = {};
  vi.spyOn(commands, 'executeCommand').mockImplementation(async (name, key, value) => {
    if (name === 'setContext') done[String(key)] = value;
  });
});
afterEach(() => vi.restoreAllMocks());

function stepsWith(status: object) {
  const lifetime = new DisposableStore();
  const none = () => ({ dispose() {} });
  const model = { status, offers: [], onChanged: none, onOffersChanged: none } as unknown as Model;
  registerSetupSteps(lifetime, model, { get: () => undefined, update: async () => {}, keys: () => [] });
  lifetime.dispose();
  return done;
}

it('ticks "Connect AWS" once something of AWS was read, not if Jira alone was', () => {
  const at = '2026-11-30T08:00:00.000Z';
  const run = { lastSync: at, read: 1, ticketsRead: at };
  const denied = [
    { source: 'config', failed: 3 },
    { source: 'tickets', readAt: at, failed: 0 },
  ];
  expect(stepsWith({ ...run, sources: denied })).toMatchObject({
    'guardrail.done.aws': false,
    'guardrail.done.jira': true,
  });
  const some = [{ source: 'config', readAt: at, failed: 2 }];
  expect(stepsWith({ ...run, sources: some })).toMatchObject({ 'guardrail.done.aws': true });
  expect(stepsWith({})).toMatchObject({ 'guardrail.done.aws': false });
});
