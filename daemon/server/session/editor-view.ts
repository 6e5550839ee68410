import { defaultEditorSettings, type EditorSettings } from '#protocol/editor.ts';
import { type FindingView, isReviewed } from '#protocol/findings.ts';
import { isTemplateName } from '../../workspace/read/file-kinds.ts';
import type { Mark } from '../features/editor/marks.ts';
import type { SessionView } from './session-view.ts';
import type { SessionTemplates } from './templates.ts';

/** The findings in templates that the editor of one window shows, by the window's own settings. */
export interface EditorView {
  settings(): EditorSettings;
  /** Uses these settings from now on. */
  use(settings: EditorSettings): void;
  /** Returns the findings that the editor shows, by file. */
  marks(): ReadonlyMap<string, readonly Mark[]>;
  /** Returns whether a file may be open in an editor: of source code that is not known. */
  isOpen(file: string): boolean;
  /** Returns whether the editor shows diagnostics of a file. */
  isDiagnosed(file: string): boolean;
}

export function createEditorView(
  view: Pick<SessionView, 'findings'>,
  templates: Pick<SessionTemplates, 'marks' | 'isOpen'>,
): EditorView {
  let settings = defaultEditorSettings;
  /** Kept, because marks are kept for equal lists. */
  let waiting: { readonly of: readonly FindingView[]; readonly views: readonly FindingView[] } | undefined;

  function shownFindings(): readonly FindingView[] {
    const findings = view.findings();
    if (settings.showReviewed) return findings;
    if (waiting?.of !== findings)
      waiting = { of: findings, views: findings.filter((finding) => !isReviewed(finding)) };
    return waiting.views;
  }

  /** A window sends the texts of open templates. It sends no source code. */
  const isOpen = (file: string) => templates.isOpen(file) || !isTemplateName(file);

  return {
    settings: () => settings,
    use(next) {
      settings = next;
    },
    isOpen,
    marks: () => templates.marks(shownFindings()),
    isDiagnosed: (file) =>
      settings.diagnostics === 'all' || (settings.diagnostics === 'openFiles' && isOpen(file)),
  };
}
