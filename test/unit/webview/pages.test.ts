import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const pages = globSync('webview/*/main.ts', { cwd: root }).map((main) => path.basename(path.dirname(main)));
const { activationEvents } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  activationEvents: string[];
};

describe('every page', () => {
  it('has its own contract and style next to its entry', () => {
    const missing = pages
      .flatMap((page) => [`webview/${page}/protocol.ts`, `webview/${page}/${page}.css`])
      .filter((file) => !existsSync(path.join(root, file)));
    expect(pages).toContain('finding');
    expect(missing).toEqual([]);
  });

  it('starts the extension when VS Code restores it after a reload', () => {
    const events = activationEvents.filter((event) => event.startsWith('onWebviewPanel:'));
    expect(events.toSorted()).toEqual(pages.map((page) => `onWebviewPanel:guardrail.${page}`).toSorted());
  });
});
