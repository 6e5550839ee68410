import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runSync } from '#protocol/sync.ts';
import { clientOfDaemon } from './daemon-of-window.ts';
import { eventually } from './eventually.ts';
import { linkedFinding } from './sample.ts';

describe('the daemon of a window', () => {
  it('is replaced when it is killed, and the window continues with the new one', async () => {
    const { place } = await linkedFinding();
    const before = await clientOfDaemon();
    before.close();

    process.kill(before.welcome.pid, 'SIGKILL');

    const after = await eventually('another daemon', async () => {
      const client = await clientOfDaemon();
      if (client.welcome.pid !== before.welcome.pid) return client;
      client.close();
      return undefined;
    });
    after.close();
    await eventually('a hover from the new daemon', async () => {
      const uri = vscode.Uri.file(place.file);
      const position = new vscode.Position(place.line, place.column);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        position,
      );
      return hovers.length > 0 ? hovers : undefined;
    });
  });

  it('restarts on command', async () => {
    const before = await clientOfDaemon();
    before.close();

    await vscode.commands.executeCommand('guardrail.restartDaemon');

    const after = await eventually('another daemon', async () => {
      const client = await clientOfDaemon();
      if (client.welcome.pid !== before.welcome.pid) return client;
      client.close();
      return undefined;
    });
    try {
      const report = await after.request(runSync, {});
      assert.ok(report.findings.failing > 0);
    } finally {
      after.close();
    }
  });
});
