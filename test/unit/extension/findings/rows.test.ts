import { afterEach, expect, it, vi } from 'vitest';
import { inActiveFile } from '../../../../extension/findings/rows.ts';
import { findingView } from '../../../support/finding-view.ts';
import { window } from '../../../support/vscode/fake.ts';

afterEach(() => vi.restoreAllMocks());

/** The active editor shows a document with this path. */
function show(scheme: string) {
  const document = { uri: { scheme, fsPath: '/w/a.yaml' } };
  vi.spyOn(window, 'activeTextEditor', 'get').mockReturnValue({
    document,
    selection: { active: { line: 0 } },
  } as never);
}

const place = { file: '/w/a.yaml', logicalId: 'Logs', line: 1, column: 2, endColumn: 6 };
const linked = findingView({ key: 'logs', link: { confidence: 'certain', evidence: '', place } });

it('returns the findings of the file on disk that the editor shows', () => {
  show('file');
  expect(inActiveFile([linked])).toEqual([linked]);
});

it.each(['git', 'vscode-vfs', 'guardrail-changes'])(
  'returns no finding for a %s document with the same path',
  (scheme) => {
    show(scheme);
    expect(inActiveFile([linked])).toEqual([]);
  },
);
