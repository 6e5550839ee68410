import { afterEach, expect, it, vi } from 'vitest';
import { focusAtRest } from '../../../../extension/tools/focus-at-rest.ts';
import { TabInputWebview, window } from '../../../support/vscode/fake.ts';

const { activeTabGroup } = window.tabGroups;
const show = (input: unknown) => Object.assign(activeTabGroup, { activeTab: input && { input } });
afterEach(() => {
  show(undefined);
  vi.useRealTimers();
});

/** Returns after how many milliseconds a question may be asked. */
async function restOf(): Promise<number> {
  vi.useFakeTimers();
  const begin = Date.now();
  const rest = focusAtRest();
  await vi.runAllTimersAsync();
  await rest;
  return Date.now() - begin;
}

it('a question waits until the page under the palette has its focus back', async () => {
  show(new TabInputWebview());
  expect(await restOf()).toBe(150);
});

it.each([
  ['an editor', {}],
  ['nothing', undefined],
])('no question waits for %s', async (_, input) => {
  show(input);
  expect(await restOf()).toBe(0);
});
