import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageContent, PageKind, PageView } from '../../../../extension/pages/page-kind.ts';
import { PageSet, type PageSetOptions } from '../../../../extension/pages/page-set.ts';
import type { PageContract } from '../../../../webview/shell/protocol.ts';
import {
  panels,
  resetVsCode,
  restorePanel,
  shownErrors,
  undisposedNames,
} from '../../../support/vscode/fake.ts';

vi.mock('vscode-languageclient/node', () => import('../../../support/vscode/fake-language-client.ts'));

interface BoardContract extends PageContract {
  readonly toPage: { readonly kind: 'cards'; readonly of: string };
  readonly fromPage: { readonly kind: 'ready' | 'move' };
  readonly state: { readonly board: string };
}

type Options = PageSetOptions<BoardContract, PageContent<BoardContract>>;

const board: PageKind<BoardContract> = {
  name: 'board',
  icon: 'project',
  readMessage: (message) => {
    const { kind } = message as { kind?: unknown };
    return kind === 'ready' || kind === 'move' ? { kind } : undefined;
  },
  readState: (kept) => (kept === undefined ? undefined : (kept as BoardContract['state'])),
};

function boards({ restored = [] as string[] } = {}) {
  return new PageSet({
    kind: board,
    extensionUri: { path: '/extension' } as Options['extensionUri'],
    create: (subject: string, view: PageView<BoardContract>) => ({
      show: () => view.post({ kind: 'cards', of: subject }),
      handle: async () => {
        throw new Error(`${subject} cannot be moved`);
      },
    }),
    subjectOf: ({ board: subject }) => subject,
    onRestored: ({ board: subject }) => void restored.push(subject),
  });
}

describe('pages of one kind', () => {
  beforeEach(() => {
    resetVsCode();
    shownErrors.length = 0;
  });

  it('are at most one for each subject', () => {
    const pages = boards();
    pages.open('payments', 'Payments');
    pages.open('payments', 'Payments');
    pages.open('search', 'Search');
    expect(panels.map(({ title }) => title)).toEqual(['Payments', 'Search']);
  });

  it('are sent the current state when they are ready, and at each change', () => {
    const pages = boards();
    pages.open('payments', 'Payments');
    const [panel] = panels;
    expect(panel?.posted).toEqual([]);
    panel?.send({ kind: 'ready' });
    pages.show();
    expect(panel?.posted).toEqual([
      { kind: 'cards', of: 'payments' },
      { kind: 'cards', of: 'payments' },
    ]);
  });

  it('load their own script and style and nothing else', () => {
    boards().open('payments', 'Payments');
    const html = panels[0]?.webview.html ?? '';
    expect(html).toContain('/extension/dist/webview/board.js');
    expect(html).toContain('/extension/dist/webview/board.css');
    expect(html).toContain("default-src 'none'");
  });

  it('show the user the error of a message, and ignore messages of a wrong shape', async () => {
    boards().open('payments', 'Payments');
    panels[0]?.send({ kind: 'delete-everything' });
    panels[0]?.send({ kind: 'move' });
    await vi.waitFor(() => expect(shownErrors).toEqual(['Guardrail: payments cannot be moved']));
  });

  it('are restored after a reload, each once', () => {
    const restored: string[] = [];
    const pages = boards({ restored });
    const first = restorePanel('guardrail.board', { board: 'payments' });
    const second = restorePanel('guardrail.board', { board: 'payments' });
    const empty = restorePanel('guardrail.board', undefined);

    expect(restored).toEqual(['payments', 'payments']);
    expect(pages.contents).toHaveLength(1);
    expect([first, second, empty].map(({ webview }) => webview.html !== '')).toEqual([true, false, false]);
  });

  it('leave nothing undisposed when the user closes one and the window closes the rest', () => {
    const pages = boards();
    pages.open('payments', 'Payments');
    pages.open('search', 'Search');
    panels[0]?.close();
    expect(pages.contents).toHaveLength(1);
    pages.dispose();
    expect(undisposedNames()).toEqual([]);
  });
});
