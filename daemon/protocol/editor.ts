import type { Severity } from './findings.ts';
import { notification, request, returns, windowNotification } from './message.ts';
import { boolean, choice, number, object, optional, text, type ValueOf } from './schema.ts';

/** Which files have diagnostics. `openFiles`: templates that are open in an editor. */
export const diagnosticsModes = ['all', 'openFiles', 'off'] as const;

/** The choices of a user about what the editor shows in templates. */
export const editorSettings = object({
  lenses: boolean,
  diagnostics: choice(diagnosticsModes),
  /** Whether findings are shown whose ticket is in review or done. */
  showReviewed: boolean,
});
export type EditorSettings = ValueOf<typeof editorSettings>;

/** The settings of a client that sends none. */
export const defaultEditorSettings: EditorSettings = {
  lenses: true,
  diagnostics: 'all',
  showReviewed: true,
};

/** The window's settings of its editor changed. Each window has its own. */
export const editorSettingsChanged = notification({
  method: 'guardrail/editor/changed',
  sender: 'window',
  params: editorSettings,
});

/** A resource in a file with the findings that the editor shows there. 0-based lines, columns in UTF-16 units. */
export interface MarkedResource {
  /** `High · 3 findings`, in the session's language. */
  readonly label: string;
  /** The resource's key. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  /** The last line of the resource if the file is open; else the line of its key. */
  readonly lastLine: number;
  /** The worst of the findings that wait for the developer; of all, if none waits. */
  readonly severity: Severity;
  /** Whether the developer is done with all of them. */
  readonly isReviewed: boolean;
  /** Keys, 50 at most. */
  readonly findings: readonly string[];
}

/** The resources of one file with findings, in the order of lines. */
export const listMarkedResources = request({
  method: 'guardrail/editor/resources',
  sender: 'window',
  params: object({ uri: text({ maxCharacters: 8_192 }) }),
  result: returns<{ resources: readonly MarkedResource[] }>(),
});

/** A resource with findings, and which one it is of all in the window's folders. */
export interface FoundResource extends MarkedResource {
  readonly uri: string;
  /** From 1 to `total`. */
  readonly position: number;
  readonly total: number;
}

/**
 * The next or previous resource with findings, seen from a line: in that file, then in the others by path, then from the other
 * end. Without a file, the first or the last one. No resource is returned if no file has findings.
 */
export const findNextResource = request({
  method: 'guardrail/editor/next',
  sender: 'window',
  params: object({
    uri: optional(text({ maxCharacters: 8_192 })),
    line: number,
    direction: choice(['next', 'previous']),
  }),
  result: returns<{ resource?: FoundResource }>(),
});

/** Reports the files whose findings changed, and those that have none any more, by URI. The first one reports all. */
export const markedFilesChanged = windowNotification<{
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}>('guardrail/editor/files');
