import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import type { FindingView } from '#protocol/findings.ts';
import { clientCommands } from '#protocol/messages.ts';
import { actionsOf, lensesOf } from '../../../daemon/server/lenses.ts';
import type { Mark } from '../../../daemon/server/session-templates.ts';
import { findingView } from '../../support/finding-view.ts';

function mark(logicalId: string, candidate: boolean, over: Partial<FindingView> = {}): Mark {
  const place = { file: '/app/a.yaml', line: 1, column: 2, endColumn: 6, logicalId };
  return { view: findingView(over), place, candidate };
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

const decisions = (marks: readonly Mark[], asked = marks) =>
  actionsOf(marks, asked.map(diagnostic), 'en').flatMap(({ title, command }) =>
    command?.command === clientCommands.decideLink ? [{ title, params: command.arguments?.[0] }] : [],
  );

describe('the quick fixes of a candidate', () => {
  const [data, copy] = [mark('Data', true), mark('Copy', true)];

  it('say that it is the one, or that it is not', () => {
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

  it('are about the place that was asked for, where a file has several', () => {
    const params = decisions([data, copy], [copy]).map((decision) => decision.params);
    expect(params).toMatchObject([{ logicalId: 'Copy' }, { logicalId: 'Copy' }]);
  });

  it('stand once, however many rules fail on the resource', () => {
    const marks = [data, mark('Data', true, { key: 'another rule' })];
    expect(decisions(marks)).toHaveLength(2);
    expect(actionsOf(marks, marks.map(diagnostic), 'en').at(-1)?.diagnostics).toHaveLength(2);
  });

  it('speak Japanese, too', () => {
    const titles = actionsOf([data], [diagnostic(data)], 'ja').map(({ title }) => title);
    expect(titles).toContain('Guardrail: これです（Data が logs を宣言しています）');
  });
});

describe('the quick fixes of a linked place', () => {
  const linked = mark('Data', false);

  it('say that it is not the one, or ask which it is', () => {
    expect(decisions([linked])).toMatchObject([{ params: { verdict: 'not' } }]);
    const commands = actionsOf([linked], [diagnostic(linked)], 'en').map(({ command }) => command?.command);
    expect(commands).toContain(clientCommands.chooseLink);
  });
});

describe('the lenses of a candidate', () => {
  const choosing = (marks: readonly Mark[]) =>
    lensesOf(marks, 'en').filter(({ command }) => command?.command === clientCommands.chooseLink);

  it('ask which it is, once for the resource', () => {
    const marks = [mark('Data', true), mark('Data', true, { key: 'another rule' })];
    expect(choosing(marks)).toHaveLength(1);
  });

  it('ask for every resource that it may be', () => {
    const other = { key: 'other', resource: { type: 'AWS::S3::Bucket', id: 'other' } };
    expect(choosing([mark('Data', true), mark('Data', true, other)])).toHaveLength(2);
  });

  it('do not ask where the link is known', () => {
    expect(choosing([mark('Data', false)])).toEqual([]);
  });
});
