import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerCommand } from '../../../../extension/tools/register-command.ts';
import { commands, resetVsCode, window } from '../../../support/vscode/fake.ts';

afterEach(() => {
  vi.restoreAllMocks();
  resetVsCode();
});

describe('a command of a row', () => {
  /** Returns what the command was called with, and which messages the user was shown. */
  async function callWith(...given: unknown[]) {
    const run = vi.fn(async () => {});
    const message = vi.spyOn(window, 'showInformationMessage');
    registerCommand('guardrail.test', run);
    await commands.executeCommand('guardrail.test', ...given);
    return { calls: run.mock.calls, messages: message.mock.calls.map(([text]: readonly unknown[]) => text) };
  }
  const row = { finding: { key: 'a' } };

  it.each([
    ['from the palette', []],
    ['from a button of the view', [undefined]],
    ['from a row', [row, undefined]],
    ['from one of several selected rows', [row, [row, { finding: { key: 'b' } }]]],
  ])('runs %s', async (_, given) => {
    expect(await callWith(...given)).toEqual({ calls: [given], messages: [] });
  });

  it.each([
    ['the row', [undefined, undefined]],
    ['the row, as it arrives over the wire', [null, null]],
    ['one of the selected rows', [row, [row, undefined]]],
  ])('says that the list was being updated if the editor has lost %s', async (_, given) => {
    expect(await callWith(...given)).toEqual({
      calls: [],
      messages: ['The list was just being updated. Try again.'],
    });
  });
});
