import { describe, expect, it } from 'vitest';
import type { Diagnostic, Range } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { LinkCause, TemplatePlace } from '#protocol/links.ts';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { actionsOf } from '../../../../../daemon/server/features/editor/actions.ts';
import { wholeLine } from '../../../../../daemon/server/features/editor/extents.ts';
import { type Mark, marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const here = wholeLine(1);
const elsewhere = wholeLine(9);

function mark(logicalId: string, candidate: boolean, over: Partial<FindingView> = {}): Mark {
  const place = { file: '/app/a.yaml', line: 1, column: 2, endColumn: 6, logicalId };
  return { view: findingView(over), place, extent: wholeLine(1), candidate };
}

function diagnostic({ view, place }: Mark): Diagnostic {
  const start = { line: place.line, character: place.column };
  return {
    range: { start, end: { ...start, character: place.endColumn } },
    source: 'Guardrail',
    message: view.title,
    data: { finding: view.key, logicalId: place.logicalId },
  };
}

const decisions = (marks: readonly Mark[], asked = marks, range = here) =>
  actionsOf(marks, range, asked.map(diagnostic), 'en').flatMap(({ title, command }) =>
    command?.command === clientCommands.decideLink ? [{ title, params: command.arguments?.[0] }] : [],
  );

describe('the quick fixes of a candidate', () => {
  const [data, copy] = [mark('Data', true), { ...mark('Copy', true), extent: wholeLine(5) }];

  it('offer to say that it is the resource, or that it is not', () => {
    const place = { finding: data.view.key, file: '/app/a.yaml', logicalId: 'Data' };
    expect(decisions([data])).toEqual([
      {
        title: 'Guardrail: this is the one: Data declares logs',
        params: { ...place, verdict: 'this' },
      },
      {
        title: 'Guardrail: not this one: Data does not declare logs',
        params: { ...place, verdict: 'not' },
      },
    ]);
  });

  it('are about the requested place if a file has several', () => {
    const params = decisions([data, copy], [copy], elsewhere).map((decision) => decision.params);
    expect(params).toMatchObject([{ logicalId: 'Copy' }, { logicalId: 'Copy' }]);
  });

  it('appear once, even if several rules fail on the resource', () => {
    const marks = [data, mark('Data', true, { key: 'another rule' })];
    expect(decisions(marks)).toHaveLength(2);
    expect(actionsOf(marks, here, marks.map(diagnostic), 'en').at(-1)?.diagnostics).toHaveLength(2);
  });

  it('are also in Japanese', () => {
    const titles = actionsOf([data], here, [], 'ja').map(({ title }) => title);
    expect(titles).toContain('Guardrail: これです（Data が logs を宣言しています）');
  });
});

describe('the quick fixes of a linked place', () => {
  const linked = mark('Data', false);

  it('offer to say that it is not the resource, or to choose another', () => {
    expect(decisions([linked])).toMatchObject([{ params: { verdict: 'not' } }]);
    const commands = actionsOf([linked], here, [diagnostic(linked)], 'en').map(
      ({ command }) => command?.command,
    );
    expect(commands).toContain(clientCommands.chooseLink);
  });

  it('name the template, also in the source code that generates it', () => {
    const source = { file: '/app/lib/data.ts', line: 1, column: 4 };
    const place = { file: '/app/a.yaml', line: 1, column: 2, endColumn: 6, logicalId: 'Data' };
    const link = { confidence: 'certain', evidence: 'e', place, source } as const;
    const marks = marksOf([findingView({ link })], () => undefined).get(source.file) ?? [];

    expect(decisions(marks, [])).toMatchObject([{ params: { file: '/app/a.yaml', logicalId: 'Data' } }]);
  });
});

const template = `Resources:
  # Not part of any resource.
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: logs
      PublicAccessBlockConfiguration: {}  # later

  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      PolicyDocument: {}
`;

describe('a cursor or a selection', () => {
  const file = '/app/a.yaml';
  const place = (line: number, column: number, endColumn: number, logicalId: string): TemplatePlace => ({
    file,
    line,
    column,
    endColumn,
    logicalId,
  });
  const policy = place(11, 6, 20, 'Policy');
  const cause: LinkCause = {
    words: 'The block is set here.',
    property: 'PublicAccessBlockConfiguration',
    place: place(6, 6, 36, 'Data'),
    others: [{ words: 'Or the policy.', property: 'PolicyDocument', place: policy }],
  };
  const link = { confidence: 'certain', evidence: 'e', place: place(2, 2, 6, 'Data'), cause } as const;
  const finding = findingView({ link, ticket: ticketOfFinding() });
  const at = (text: string, range: Range, views = [finding]) =>
    actionsOf(marksOf(views, () => readTemplate(file, text)).get(file) ?? [], range, [], 'en').map(
      ({ command }) => command?.command,
    );
  const cursor = (line: number, character: number): Range => ({
    start: { line, character },
    end: { line, character },
  });
  const all = [
    clientCommands.reviewFinding,
    clientCommands.openFinding,
    clientCommands.decideLink,
    clientCommands.chooseLink,
  ];

  it.each([
    ['before the key', cursor(2, 0)],
    ['at the start of the key', cursor(2, 2)],
    ['at the end of the key', cursor(2, 6)],
    ['after the colon', cursor(2, 7)],
    ['on the type', cursor(3, 12)],
    ['on an unrelated property', cursor(5, 20)],
    ['on the cause', cursor(6, 10)],
    ['in a comment after the last value', cursor(6, 46)],
    ['on another possible cause, in another resource', cursor(11, 8)],
    ['from outside into the resource', { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } }],
    [
      'from inside to the end of the file',
      { start: { line: 5, character: 3 }, end: { line: 11, character: 0 } },
    ],
    ['around the resource', { start: { line: 0, character: 0 }, end: { line: 12, character: 0 } }],
  ])('gets every action %s', (_, range) => {
    expect(at(template, range)).toEqual(all);
  });

  it.each([
    ['above it', cursor(1, 5)],
    ['between it and the next', cursor(7, 0)],
    ['on another resource', cursor(9, 6)],
    ['on other lines', { start: { line: 7, character: 0 }, end: { line: 10, character: 3 } }],
  ])('gets nothing %s', (_, range) => {
    expect(at(template, range)).toEqual([]);
  });

  it('distinguishes resources on the same line', () => {
    const line =
      '{"Resources":{"Data":{"Type":"AWS::S3::Bucket"},"Policy":{"Type":"AWS::S3::BucketPolicy"}}}';
    expect(at(line, cursor(0, 30))).toEqual(all);
    expect(at(line, cursor(0, 60))).toEqual([]);
  });

  it('has the finding in the title of each action, if there are several', () => {
    const other = findingView({ link, key: 'other', title: 'Not encrypted' });
    const marks = marksOf([finding, other], () => readTemplate(file, template)).get(file) ?? [];
    const titles = actionsOf(marks, cursor(3, 6), [], 'en').map(({ title }) => title);

    expect(titles).toContain('Guardrail: open the finding: Not encrypted');
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('gets a menu of limited size for a whole file', () => {
    const many = Array.from({ length: 500 }, (_, index) => findingView({ link, key: `finding ${index}` }));
    expect(
      at(template, wholeLine(2), many).filter((command) => command === clientCommands.openFinding),
    ).toHaveLength(30);
  });
});
