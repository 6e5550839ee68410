import { expect, it } from 'vitest';
import type { Locale } from '../../../../daemon/base/text.ts';
import { createSessionView, type Knowledge } from '../../../../daemon/server/session/session-view.ts';

const never = new Promise<void>(() => {});
const knowledge = { compared: () => never } as unknown as Knowledge;
const locale = (): Locale => 'en';
const templates = { links: () => new Map(), linked: async () => {} };
const compared = (isWindow: boolean) =>
  createSessionView(knowledge, { locale, isWindow: () => isWindow }, templates).compared();
const within = (ms: number, wait: Promise<void>) =>
  Promise.race([wait.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, ms, false))]);

it('a window waits a moment for tickets that are compared, and a command until the end', async () => {
  const [window, command] = [compared(true), compared(false)];
  expect(await within(100, window)).toBe(false);
  expect(await within(3_000, window)).toBe(true);
  expect(await within(100, command)).toBe(false);
});
