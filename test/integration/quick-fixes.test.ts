import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow, type Window } from '../support/window.ts';

describe('quick fixes in an editor', () => {
  const cleanup = createCleanup();
  let sandbox: Sandbox;
  let window: Window;
  let failing: FindingView[];

  beforeAll(async () => {
    sandbox = await startSmallSandbox();
    cleanup.add(() => sandbox.close());
    const daemon = await startDaemon(sandbox);
    cleanup.add(() => daemon.close());
    window = await openWindow(daemon.context.place, { folders: [sandbox.hello.workspace] });
    cleanup.add(() => window.close());
    await window.connection.sendRequest(runSync.method, {});
    failing = await vi.waitFor(async () => {
      const { findings } = await window.connection.sendRequest<{ findings: FindingView[] }>(
        listFindings.method,
        {},
      );
      expect(findings.some(({ link }) => link?.confidence === 'certain')).toBe(true);
      return findings;
    }, 10_000);
  });
  afterAll(() => cleanup.run());

  const linked = () => failing.filter(({ link }) => link?.confidence === 'certain');

  it('are offered at the cursor after a click on a finding, for every linked finding', async () => {
    const opened = new Set<string>();
    for (const { key, link, ticket } of linked()) {
      const { file = '', line = 0, column = 0 } = link?.place ?? {};
      const uri = pathToFileURL(file).href;
      if (!opened.has(file)) {
        opened.add(file);
        const text = readFileSync(file, 'utf8');
        const textDocument = { uri, languageId: 'yaml', version: 1, text };
        await window.connection.sendNotification('textDocument/didOpen', { textDocument });
      }
      const clicked = { line, character: column };
      for (const cursor of [clicked, { line: line + 1, character: 0 }]) {
        const actions = await window.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
          textDocument: { uri },
          range: { start: cursor, end: cursor },
          context: { diagnostics: [] },
        });
        const commands = actions
          .filter(({ command }) => command?.arguments?.[0] === key)
          .map(({ command }) => command?.command);
        expect(commands, `${file}:${line + 1}`).toContain(clientCommands.openFinding);
        if (ticket?.state === 'todo') expect(commands).toContain(clientCommands.reviewFinding);
      }
    }
    expect(opened.size).toBeGreaterThan(3);
  });

  it('are registered for source code, too, which may create resources of a template', async () => {
    const offered = await vi.waitFor(() => {
      const { registerOptions } =
        window.registrations.find(({ method }) => method === 'textDocument/codeAction') ?? {};
      expect(registerOptions).toBeDefined();
      return JSON.stringify(registerOptions);
    });
    for (const language of ['ts', 'py', 'java', 'cs', 'go']) expect(offered).toContain(language);
  });
});
