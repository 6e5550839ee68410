import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

const promised = [
  'guardrail.finding.open',
  'guardrail.finding.review',
  'guardrail.finding.goToTemplate',
  'guardrail.finding.openConsole',
  'guardrail.link.choose',
  'guardrail.link.decide',
  'guardrail.ticket.file',
  'guardrail.ticket.judgeMatch',
  'guardrail.ticket.open',
  'guardrail.action.undo',
  'guardrail.review.copyReason',
  'guardrail.review.resolve',
  'guardrail.review.withdraw',
  'guardrail.sync',
  'guardrail.signIn',
  'guardrail.chooseTeam',
  'guardrail.chooseAccounts',
  'guardrail.pickProfile',
  'guardrail.chooseRegion',
  'guardrail.restartDaemon',
  'guardrail.showLog',
];

describe('the extension', () => {
  const extension = vscode.extensions.getExtension('guardrail.guardrail');

  it('activates by itself in a workspace with templates', async () => {
    await eventually('active', () => (extension?.isActive ? true : undefined));
  });

  // Each further time costs the start of a window a look at every folder of the extension's path.
  it("asks for the editor's API once for its sources and once for the library's", () => {
    const askers = ['extension', 'language-library'].map((bundle) => {
      const code = readFileSync(path.join(extension?.extensionPath ?? '', `dist/${bundle}.cjs`), 'utf8');
      return code.match(/\brequire\("vscode"\)/g)?.length;
    });
    assert.deepEqual(askers, [1, 2]);
  });

  it('registers every command that its manifest shows', async () => {
    const contributed: { command: string }[] = extension?.packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(contributed.length > 0);
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
      // Only in a window of the sample.
      ['guardrail.leaveSample'],
    );
  });

  it('has the commands that lenses, hovers and documents name', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });
});
