import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity, type PublishDiagnosticsParams } from 'vscode-languageserver';
import type { LinkCause, TemplatePlace } from '#protocol/links.ts';
import { note } from '../../../../../daemon/domain/problems/note.ts';
import { createDiagnostics } from '../../../../../daemon/server/features/editor/diagnostics.ts';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const place = (line: number, logicalId = 'Data'): TemplatePlace => ({
  file: '/w/a.yaml',
  line,
  column: 2,
  endColumn: 9,
  logicalId,
});

function diagnosticOf(cause: LinkCause | undefined, candidate = false, ticket = ticketOfFinding()) {
  const link = candidate
    ? ({ confidence: 'candidates', evidence: 'e', candidates: [place(1)] } as const)
    : ({ confidence: 'certain', evidence: 'e', place: place(1), ...(cause && { cause }) } as const);
  const sent: PublishDiagnosticsParams[] = [];
  const diagnostics = createDiagnostics((_method, params) => sent.push(params as PublishDiagnosticsParams));
  diagnostics.publish(
    marksOf([findingView({ link, ticket })], () => undefined),
    [],
    'en',
  );
  const found = sent[0]?.diagnostics[0];
  if (typeof found?.message !== 'string') throw new Error('nothing was published');
  return { ...found, message: found.message };
}

describe('a problem in a file that names the stack of a template', () => {
  const file = '/w/.guardrail.yaml';
  const uri = 'file:///w/.guardrail.yaml';
  const error = note('mapping-template-not-found', { template: 'a.yaml' });
  const line = { kind: 'line', path: file, line: 4, error } as const;
  const unreadable = { kind: 'template', path: '/w/a.yaml', error: note('template-utf16', {}) } as const;

  it.each([
    ['en', 'The workspace has no file "a.yaml". Write a path relative to this file.'],
    [
      'ja',
      '「a.yaml」というファイルはワークスペースにありません。このファイルからの相対パスで書いてください。',
    ],
  ] as const)('is an error on its line, in the language of the reader: %s', (locale, message) => {
    const sent: PublishDiagnosticsParams[] = [];
    const { publish } = createDiagnostics((_method, params) => sent.push(params as PublishDiagnosticsParams));
    publish(new Map(), [line, unreadable], locale);

    expect(sent).toMatchObject([{ uri, diagnostics: [{ severity: 1, source: 'Guardrail', message }] }]);
    expect(sent[0]?.diagnostics[0]?.range).toMatchObject({
      start: { line: 4, character: 0 },
      end: { line: 4 },
    });
  });

  it('is sent once, is removed when it is fixed, and appears next to the findings of its file', () => {
    const sent: PublishDiagnosticsParams[] = [];
    const { publish } = createDiagnostics((_method, params) => sent.push(params as PublishDiagnosticsParams));
    const link = { confidence: 'certain', evidence: 'e', place: { ...place(1), file } } as const;
    const marks = marksOf([findingView({ link })], () => undefined);

    publish(marks, [line], 'en');
    publish(marks, [line], 'en');
    publish(marks, [], 'en');
    publish(new Map(), [], 'en');

    expect(sent.map(({ diagnostics }) => diagnostics.map(({ range }) => range.start.line))).toEqual([
      [1, 4],
      [1],
      [],
    ]);
  });
});

describe('a diagnostic', () => {
  it('is on the cause of the finding, and names the cause below the title', () => {
    const cause = { words: 'PublicAccessBlockConfiguration is set here.', property: 'P', place: place(5) };
    const { range, message, relatedInformation } = diagnosticOf(cause);

    expect(range.start).toEqual({ line: 5, character: 2 });
    expect(message.split('\n')).toEqual([
      'Everyone can read this bucket (PAY-1 · To Do)',
      'PublicAccessBlockConfiguration is set here.',
    ]);
    expect(relatedInformation).toBeUndefined();
  });

  it('is on the resource if the cause has no place or is unknown', () => {
    const missing = diagnosticOf({
      words: 'BucketEncryption is not set here.',
      property: 'BucketEncryption',
    });

    expect(missing.range.start.line).toBe(1);
    expect(missing.message).toContain('\nBucketEncryption is not set here.');
    expect(diagnosticOf(undefined).message).toBe('Everyone can read this bucket (PAY-1 · To Do)');
  });

  it('names the resource if it is on another one, and other possible causes', () => {
    const others = [{ words: 'Second may be it.', property: 'PolicyDocument', place: place(20, 'Second') }];
    const cause = { words: 'First may be it.', property: 'PolicyDocument', place: place(9, 'First'), others };
    const { range, relatedInformation } = diagnosticOf(cause);

    expect(range.start.line).toBe(9);
    expect(
      relatedInformation?.map(({ location, message }) => [location.uri, location.range.start.line, message]),
    ).toEqual([
      ['file:///w/a.yaml', 20, 'Second may be it.'],
      ['file:///w/a.yaml', 1, 'Data is the resource of the finding'],
    ]);
  });

  it('has no line break from a template', () => {
    const cause = { words: 'Value is\u001b[31m\nforged here.', property: 'P', place: place(5) };

    expect(diagnosticOf(cause).message.split('\n')).toHaveLength(2);
    expect(diagnosticOf(cause).message).not.toContain('\u001b');
  });

  it('is about the resource only, if it is one of several candidates', () => {
    expect(diagnosticOf(undefined, true)).toMatchObject({
      range: { start: { line: 1 } },
      message: 'Everyone can read this bucket (PAY-1 · To Do · may be about this resource)',
    });
  });
});

describe('a finding in a template', () => {
  const severityWith = (ticket: Parameters<typeof ticketOfFinding>[0]) =>
    diagnosticOf(undefined, false, ticketOfFinding(ticket)).severity;

  it('is only information once its ticket is with the reviewer, but not if another ticket only names it', () => {
    expect(severityWith({ state: 'review' })).toBe(DiagnosticSeverity.Information);
    for (const state of ['review', 'done'] as const)
      expect(severityWith({ state, match: 'text' })).toBe(DiagnosticSeverity.Warning);
  });

  it('marks a ticket that is only probable', () => {
    expect(diagnosticOf(undefined, false, ticketOfFinding({ match: 'text' })).message).toContain(
      'PAY-1 (probable)',
    );
  });
});
