import { describe, expect, it } from 'vitest';
import {
  createWindowSettings,
  reloadGraceMs,
} from '../../../daemon/configuration/collect-window-settings.ts';
import { mergeSettings } from '../../../daemon/configuration/merge-window-settings.ts';

const site = 'https://acme.example';
const signedIn = { jira: { site, email: 'ann@example.com', token: 'typed', tokenSite: site } };
const [first, second] = [{}, {}];

function open() {
  let now = 1_000_000;
  const windows = createWindowSettings(() => now);
  return {
    ...windows,
    wait: (ms: number) => {
      now += ms;
    },
    merged: () => mergeSettings(windows.all(), { environment: {}, file: {} }),
  };
}

describe('windows that open and close', () => {
  it('a later window without a token leaves the other one signed in', () => {
    const windows = open();
    windows.give(first, signedIn);
    windows.give(second, {});
    expect(windows.merged().jira?.token).toBe('typed');
  });

  it('a window removes only its own values', () => {
    const windows = open();
    windows.give(first, { ...signedIn, team: 'payments' });
    windows.give(second, { team: 'shop' });
    windows.give(first, {});
    expect(windows.merged()).toEqual({ team: 'shop', jira: {}, aws: {} });
  });

  it('changing one value does not make the others newer', () => {
    const windows = open();
    windows.give(first, { team: 'payments' });
    windows.wait(1);
    windows.give(second, { team: 'shop' });
    windows.wait(1);
    windows.give(first, { team: 'payments', aws: { region: 'eu-west-1' } });
    expect(windows.merged()).toMatchObject({ team: 'shop', aws: { region: 'eu-west-1' } });
  });

  it('a window that connects again keeps the age of its values', () => {
    const windows = open();
    windows.give(second, { team: 'shop', since: { team: 900 } });
    windows.wait(1);
    windows.give(first, { team: 'payments', since: { team: 800 } });
    expect(windows.merged().team).toBe('shop');
  });

  it('a clock that is ahead does not outweigh later values', () => {
    const windows = open();
    windows.give(first, { team: 'payments', since: { team: Number.MAX_SAFE_INTEGER } });
    windows.wait(1);
    windows.give(second, { team: 'shop' });
    expect(windows.merged().team).toBe('shop');
  });

  it('a window that left counts for the duration of a reload, then no more', () => {
    const windows = open();
    windows.give(first, signedIn);
    windows.give(second, {});
    windows.leave(first);
    windows.wait(reloadGraceMs - 1);
    expect(windows.merged().jira?.token).toBe('typed');
    windows.wait(1);
    expect(windows.merged().jira?.token).toBeUndefined();
  });

  it('the last window that left counts until another one opens: terminals use it', () => {
    const windows = open();
    windows.give(first, { team: 'payments' });
    windows.leave(first);
    windows.wait(2 * reloadGraceMs);
    expect(windows.merged().team).toBe('payments');
    windows.give(second, {});
    expect(windows.merged().team).toBeUndefined();
  });

  it('signing out removes the window’s own token and those of windows that left, not another token', () => {
    const windows = open();
    const third = {};
    windows.give(first, signedIn);
    windows.give(second, signedIn);
    windows.give(third, {});
    windows.leave(second);
    windows.signOut(first);
    expect(windows.merged().jira).toEqual({ site, email: 'ann@example.com' });
    windows.give(third, { jira: { ...signedIn.jira, token: 'another' } });
    windows.give(first, signedIn);
    windows.signOut(first);
    expect(windows.merged().jira?.token).toBe('another');
  });
});
