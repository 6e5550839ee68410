import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  InsertTextFormat,
  MarkupKind,
  type Position,
  PublishDiagnosticsNotification,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import type { DecidedElsewhere } from '../../../configuration/decided-elsewhere.ts';
import { faultsIn, keyOf } from '../../../configuration/file/check.ts';
import { holdsKeys } from '../../../configuration/file/commented-file.ts';
import { keyAt, schemaAt } from '../../../configuration/file/configuration-keys.ts';
import { cursorAt } from '../../../configuration/file/cursor.ts';
import { configurationExamples } from '../../../configuration/file/examples.ts';
import { outlineOf, type Path, type Span } from '../../../configuration/file/outline.ts';
import type { Notify } from '../../listen/connection.ts';
import { textsOf } from '../../texts/say.ts';
import { escapeMarkdown } from './hover.ts';

/** Returns what is wrong in the file, and which of its values are not in use. */
export function diagnosticsOf(
  document: TextDocument,
  elsewhere: readonly DecidedElsewhere[],
  locale: Locale,
): Diagnostic[] {
  const texts = textsOf(locale).configurationFile;
  const text = document.getText();
  const faults = faultsIn(text).map(({ span, fault }): Diagnostic => {
    const near = fault.kind === 'unknown-key' ? fault.near : [];
    return {
      range: rangeOf(document, span),
      severity: DiagnosticSeverity.Error,
      source: 'Guardrail',
      message: printable(texts.fault(fault)),
      ...(near.length > 0 && { data: { replaceBy: near } }),
    };
  });
  if (faults.length > 0) return faults;
  const outline = text.trim() === '' ? [] : outlineOf(text);
  return elsewhere.flatMap(({ path, source, value }): Diagnostic[] => {
    const span = keyOf(outline, path);
    if (!span) return [];
    return [
      {
        range: rangeOf(document, span),
        severity: DiagnosticSeverity.Information,
        source: 'Guardrail',
        message: printable(texts.notInUse(source, value)),
      },
    ];
  });
}

/** Returns what the key at a position means; `null` elsewhere. */
export function configurationHoverAt(document: TextDocument, at: Position, locale: Locale): Hover | null {
  const offset = document.offsetAt(at);
  let outline: ReturnType<typeof outlineOf>;
  try {
    outline = outlineOf(document.getText());
  } catch {
    return null;
  }
  const entry = outline.find(({ key }) => key && offset >= key.start && offset <= key.end);
  const key = entry && keyAt(entry.path);
  if (!entry?.key || !key) return null;
  return {
    range: rangeOf(document, entry.key),
    contents: { kind: MarkupKind.Markdown, value: descriptionOf(entry.path, locale) },
  };
}

/** Returns the keys or values that can stand at a position. */
export function completionsAt(document: TextDocument, at: Position, locale: Locale): CompletionItem[] {
  const cursor = cursorAt(document.getText(), at.line, at.character);
  if (!cursor) return [];
  const range = { start: { line: at.line, character: cursor.start }, end: at };
  if (cursor.kind === 'value') {
    return (schemaAt(cursor.path)?.enum ?? []).map((value) => ({
      label: value,
      kind: CompletionItemKind.EnumMember,
      textEdit: { range, newText: value },
    }));
  }
  const { parent, siblings } = cursor;
  const names = Object.keys(schemaAt(parent)?.properties ?? {}).filter((name) => !siblings.includes(name));
  return names.map((name, index) => ({
    label: name,
    kind: CompletionItemKind.Property,
    sortText: String(index).padStart(3, '0'),
    documentation: { kind: MarkupKind.Markdown, value: descriptionOf([...parent, name], locale) },
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: insertedBy(parent, name) },
  }));
}

/** Returns quick fixes: similar keys in place of an unknown one. */
export function configurationActions(
  uri: string,
  diagnostics: readonly Diagnostic[],
  locale: Locale,
): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const { replaceBy = [] } = (diagnostic.data ?? {}) as { readonly replaceBy?: readonly string[] };
    return replaceBy.map((key) => ({
      title: textsOf(locale).configurationFile.replaceBy(key),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [uri]: [{ range: diagnostic.range, newText: key }] } },
    }));
  });
}

/** Publishes the diagnostics of the file. */
export function publishConfiguration(notify: Notify, uri: string, diagnostics: readonly Diagnostic[]): void {
  notify(PublishDiagnosticsNotification.method, { uri, diagnostics });
}

/** Registers completion for files of this name only: in templates, other extensions complete. */
export async function offerConfigurationCompletion(connection: Connection, fileName: string): Promise<void> {
  const documentSelector = [{ scheme: 'file', pattern: `**/${fileName}` }];
  await connection.client.register(CompletionRequest.type, { documentSelector, triggerCharacters: [' '] });
}

function insertedBy(parent: Path, name: string): string {
  const names = [...parent, name].filter((each) => typeof each === 'string');
  if (!holdsKeys(names)) return schemaAt([...parent, name])?.type === 'array' ? `${name}: [$1]` : `${name}: `;
  const isList = schemaAt(names)?.type === 'array';
  return isList ? `${name}:\n  - id: '$1'` : `${name}:\n  $1`;
}

function descriptionOf(path: Path, locale: Locale): string {
  const key = keyAt(path);
  if (!key) return '';
  const texts = textsOf(locale).configurationFile;
  const example = configurationExamples[key];
  const text = escapeMarkdown(texts.keys[key]);
  return example === '' ? text : `${text}\n\n${texts.example(`\`${example}\``)}`;
}

function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(Math.max(start, end)) };
}
