import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity, type PublishDiagnosticsParams } from 'vscode-languageserver';
import type { FindingView } from '#protocol/findings.ts';
import type { LinkCause, TemplatePlace } from '#protocol/links.ts';
import type { Locale } from '../../../../../daemon/base/text.ts';
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

const linkTo = (line: number) => ({ confidence: 'certain', evidence: 'e', place: place(line) }) as const;

function diagnosticOf(cause: LinkCause | undefined, candidate = false, ticket = ticketOfFinding()) {
  const link = candidate
    ? ({ confidence: 'candidates', evidence: 'e', candidates: [place(1)] } as const)
    : ({ confidence: 'certain', evidence: 'e', place: place(1), ...(cause && { cause }) } as const);
  return published(findingView({ link, ticket }));
}

function published(view: FindingView, locale: Locale = 'en') {
  const sent: PublishDiagnosticsParams[] = [];
  const diagnostics = createDiagnostics((_method, params) => sent.push(params as PublishDiagnosticsParams));
  diagnostics.publish({ marks: marksOf([view], () => undefined), failed: [] }, locale);
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
    publish({ marks: new Map(), failed: [line, unreadable] }, locale);

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

    publish({ marks, failed: [line] }, 'en');
    publish({ marks, failed: [line] }, 'en');
    publish({ marks, failed: [] }, 'en');
    publish({ marks: new Map(), failed: [] }, 'en');

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

  it('is only a hint once its ticket is with the reviewer, but not if another ticket only names it', () => {
    expect(severityWith({ state: 'review' })).toBe(DiagnosticSeverity.Hint);
    for (const state of ['review', 'done'] as const)
      expect(severityWith({ state, match: 'text' })).toBe(DiagnosticSeverity.Error);
  });

  it.each([
    ['critical', DiagnosticSeverity.Error],
    ['high', DiagnosticSeverity.Error],
    ['medium', DiagnosticSeverity.Warning],
    ['low', DiagnosticSeverity.Information],
  ] as const)('has the level of its severity: %s', (severity, level) => {
    expect(published(findingView({ severity, link: linkTo(1) })).severity).toBe(level);
  });

  it('marks a ticket that is only probable', () => {
    expect(diagnosticOf(undefined, false, ticketOfFinding({ match: 'text' })).message).toContain(
      'PAY-1 (probable)',
    );
  });
});

describe('the code of a diagnostic', () => {
  const code = (over: Partial<FindingView>, locale: Locale = 'en') => {
    const { code, codeDescription } = published(findingView({ link: linkTo(1), ...over }), locale);
    return [code, codeDescription?.href];
  };

  it('is the rule, with AWS’s page about it in the language of the reader', () => {
    const rule = { rule: 'ssh', ruleIdentifier: 'INCOMING_SSH_DISABLED' };
    const page = 'config/latest/developerguide/restricted-ssh.html';
    expect(code(rule)).toEqual(['INCOMING_SSH_DISABLED', `https://docs.aws.amazon.com/${page}`]);
    expect(code(rule, 'ja')).toEqual(['INCOMING_SSH_DISABLED', `https://docs.aws.amazon.com/ja_jp/${page}`]);
  });

  it('has a page for what GuardDuty reports, and none for a rule that the catalogue does not know', () => {
    const { ruleIdentifier: _, ...threat } = findingView({ source: 'guardduty', link: linkTo(1) });
    expect(published(threat).codeDescription?.href).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/guardduty\//);
    expect(code({ rule: '../../evil', ruleIdentifier: '//evil.example/' })).toEqual([
      '//evil.example/',
      undefined,
    ]);
  });
});

describe('the related information of a diagnostic', () => {
  it('is the stack, and what the message does not say of the ticket', () => {
    const ticket = ticketOfFinding({ priority: 'High', due: '2026-12-01', assignee: 'Aoi' });
    const view = findingView({ link: { ...linkTo(1), stack: 'payments-prod' }, ticket });
    const { message, relatedInformation } = published(view);

    expect(message).toBe('Everyone can read this bucket (PAY-1 · To Do · due 2026-12-01)');
    expect(relatedInformation?.map((related) => related.message)).toEqual([
      'Stack payments-prod in 111122223333, eu-west-1',
      'Ticket PAY-1 · High · Aoi',
    ]);
  });

  it('is short in a file that is not open, and complete once it is', () => {
    const sent: PublishDiagnosticsParams[] = [];
    const { publish } = createDiagnostics((_method, params) => sent.push(params as PublishDiagnosticsParams));
    const marks = marksOf([findingView({ link: { ...linkTo(1), stack: 'shop' } })], () => undefined);
    for (const isOpen of [false, true, true]) publish({ marks, failed: [], isOpen: () => isOpen }, 'en');

    const [short, complete] = sent.map(({ diagnostics }) => diagnostics[0]);
    expect(sent).toHaveLength(2);
    expect(Object.keys(short ?? {}).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
    expect(complete).toMatchObject({
      ...short,
      codeDescription: { href: expect.stringMatching(/^https:/) },
      data: { finding: expect.any(String) },
      relatedInformation: [{ message: expect.stringMatching(/^Stack shop/) }],
    });
  });

  it('says nothing of a ticket whose facts are all in the message', () => {
    expect(published(findingView({ link: linkTo(1), ticket: ticketOfFinding() })).relatedInformation).toBe(
      undefined,
    );
  });
});

describe('a file that the editor shows no diagnostics of', () => {
  it('loses those that it had, and has them again later', () => {
    const sent: number[] = [];
    const { publish } = createDiagnostics((_method, params) =>
      sent.push((params as PublishDiagnosticsParams).diagnostics.length),
    );
    const marks = marksOf([findingView({ link: linkTo(1) })], () => undefined);
    for (const isShown of [true, false, false, true])
      publish({ marks, failed: [], isShown: () => isShown }, 'en');

    expect(sent).toEqual([1, 0, 1]);
  });
});
