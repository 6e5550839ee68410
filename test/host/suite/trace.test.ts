import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import { defaultEditorSettings } from '#protocol/editor.ts';
import { statePlace } from '../../../daemon/configuration/state-folder.ts';
import { DaemonLanguageClient } from '../../../extension/daemon/language-client.ts';
import { clientOfDaemon } from './daemon-of-window.ts';
import { eventually } from './eventually.ts';
import { workspaceFolder } from './sample.ts';

describe('the log of a window', () => {
  const folder = path.join(workspaceFolder(), '.vscode');
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has no token, whatever trace level the user and the workspace set', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'settings.json'),
      JSON.stringify({ 'guardrail.trace.server': 'verbose' }),
    );
    await eventually('the setting of the workspace', () =>
      vscode.workspace.getConfiguration('guardrail').get('trace.server') === 'verbose' ? true : undefined,
    );
    (await clientOfDaemon()).close();
    const place = statePlace(process.env);
    const lines: string[] = [];
    const client = new DaemonLanguageClient({
      paths: place,
      version: '0.0.0',
      log: recording(lines),
      excluded: () => [],
      editor: () => defaultEditorSettings,
      settings: () => ({ jira: { token: 'typed-in-the-editor' } }),
      connect: async () => connect(place.socket),
      onLost: async () => false,
      onState: () => {},
    });
    try {
      await client.start();
      const written = lines.join('\n');
      assert.ok(!written.includes('typed-in-the-editor'), written.slice(0, 2000));
      assert.ok(!written.includes(readFileSync(place.tokenFile, 'utf8')), 'the token of the handshake');
    } finally {
      await client.dispose();
    }
  });
});

/** Returns a channel at the most detailed level that records every line. */
function recording(lines: string[]): vscode.LogOutputChannel {
  const write = (...words: unknown[]) => void lines.push(words.map(String).join(' '));
  const nothing = () => {};
  return {
    name: 'recording',
    logLevel: vscode.LogLevel.Trace,
    onDidChangeLogLevel: () => new vscode.Disposable(nothing),
    ...{ trace: write, debug: write, info: write, warn: write, error: write },
    ...{ append: write, appendLine: write, replace: write },
    ...{ clear: nothing, show: nothing, hide: nothing, dispose: nothing },
  };
}
