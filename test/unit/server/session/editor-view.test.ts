import { describe, expect, it } from 'vitest';
import { defaultEditorSettings } from '#protocol/editor.ts';
import type { FindingView } from '#protocol/findings.ts';
import { createEditorView } from '../../../../daemon/server/session/editor-view.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';

const waiting = findingView({ key: 'waiting' });
const reviewed = findingView({ key: 'reviewed', ticket: ticketOfFinding({ state: 'review' }) });

function editorOf(open: readonly string[] = []) {
  const asked: (readonly FindingView[])[] = [];
  const findings = [waiting, reviewed];
  const editor = createEditorView(
    { findings: () => findings },
    {
      isOpen: (file) => open.includes(file),
      marks(views) {
        asked.push(views);
        return new Map();
      },
    },
  );
  return { editor, asked };
}

describe('the editor of a window', () => {
  it('shows every finding, and none that is reviewed if the user wants that', () => {
    const { editor, asked } = editorOf();
    editor.marks();
    editor.use({ ...defaultEditorSettings, showReviewed: false });
    editor.marks();
    editor.marks();
    expect(asked).toEqual([[waiting, reviewed], [waiting], [waiting]]);
    // Marks are kept for the same array.
    expect(asked[2]).toBe(asked[1]);
  });

  it.each([
    ['all', true, true, true],
    ['openFiles', false, true, true],
    ['off', false, false, false],
  ] as const)('has diagnostics in the files that the user wants: %s', (diagnostics, closed, open, source) => {
    const { editor } = editorOf(['/w/open.yaml']);
    editor.use({ ...defaultEditorSettings, diagnostics });
    expect(['/w/closed.yaml', '/w/open.yaml', '/w/lib/stack.ts'].map(editor.isOpen)).toEqual([
      false,
      true,
      true,
    ]);
    expect(['/w/closed.yaml', '/w/open.yaml', '/w/lib/stack.ts'].map(editor.isDiagnosed)).toEqual([
      closed,
      open,
      source,
    ]);
  });

  it('knows that a template is closed, whatever the case of its extension', () => {
    const { editor } = editorOf();
    expect(['/w/VPC.YAML', '/w/stack.Json', '/w/lib/stack.TS'].map(editor.isOpen)).toEqual([
      false,
      false,
      true,
    ]);
  });
});
