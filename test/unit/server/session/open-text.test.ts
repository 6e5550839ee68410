import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { openText } from '../../../support/typing.ts';
import { sliceOf } from '../../domain/templates/reading.ts';

const file = '/w/template.yaml';
const text = `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: logs
      Tags: !Ref Tags
  Queue:
    Type: AWS::SQS::Queue
  Topic:
    Type: AWS::SNS::Topic
`;
/** A line with which no text parses. */
const broken = '  x: [}\n';

type Edit = readonly [words: string, typed: string];
const top: Edit = ['Resources:\n', `${broken}Resources:\n`];
const end: Edit = ['SNS::Topic\n', `SNS::Topic\n${broken}`];

/** Opens the text and sends these notifications in order. Returns the resulting template. */
function typed(...notifications: readonly (readonly Edit[])[]) {
  const open = openText(file, text);
  open.template();
  for (const edits of notifications) open.edit(...edits);
  const template = open.template();
  const keys = template?.resources.map(({ id, line, column, keyEndColumn }) => [
    id,
    line,
    sliceOf(open.text(), [line, column, keyEndColumn]),
  ]);
  return { template, keys, of: (id: string) => template?.resources.find((each) => each.id === id) };
}

describe('the template in a text that is being typed', () => {
  it('is read again as long as it parses', () => {
    const changed = text.replace('  Queue:', '  More:\n    Type: AWS::S3::Bucket\n  Queue:');

    expect(typed([['  Queue:', '  More:\n    Type: AWS::S3::Bucket\n  Queue:']]).template).toEqual(
      readTemplate(file, changed),
    );
  });

  it.each(['Resources: {}\n', ''])('is absent if the text parses and has no template: %j', (other) => {
    expect(typed([[text, other]]).template).toBeUndefined();
  });

  it('is what readTemplate returns if the text never parsed', () => {
    const open = openText(file, text + broken);

    expect(open.template()).toEqual(readTemplate(file, text + broken));
    expect(open.template()?.error).toBeDefined();
  });

  it('moves down with text that is typed above, also over several edits that do not parse', () => {
    const { keys, template } = typed([top], [[broken, `${broken}# more\n\n`]]);

    expect(keys).toEqual([
      ['Logs', 4, 'Logs'],
      ['Queue', 9, 'Queue'],
      ['Topic', 11, 'Topic'],
    ]);
    expect(template).not.toHaveProperty('error');
  });

  it('moves right with text that is typed before a key in its line', () => {
    const { of } = typed([['  Queue:', '  [  Queue:']]);

    expect(of('Queue')).toMatchObject({ line: 6, column: 5, keyEndColumn: 10 });
    expect(of('Topic')).toMatchObject({ line: 8, column: 2 });
  });

  it('grows with text that is typed in a resource', () => {
    const { of } = typed([[' logs', ' [logs\n      More: "']]);

    expect(of('Logs')).toMatchObject({ line: 1, endLine: 6, endColumn: 21 });
    expect(of('Logs')?.properties).toEqual({ BucketName: [4, 6, 16], Tags: [6, 6, 10] });
    expect(of('Queue')?.line).toBe(7);
  });

  it('ends a resource at its remaining text', () => {
    const { of } = typed([['      Tags: !Ref Tags\n', ''], end]);

    expect(of('Logs')).toMatchObject({ endLine: 4, endColumn: 22, literals: { BucketName: 'logs' } });
    expect(of('Logs')).not.toHaveProperty('patterns');
    expect(Object.keys(of('Logs')?.properties ?? {})).toEqual(['BucketName']);
  });

  it('loses a resource whose key is deleted, and no other', () => {
    expect(typed([end], [['  Queue:\n    Type: AWS::SQS::Queue\n', '']]).keys).toEqual([
      ['Logs', 1, 'Logs'],
      ['Topic', 6, 'Topic'],
    ]);
  });

  it('follows a key that is being renamed', () => {
    expect(typed([end], [['Queue:', 'QueXYue:']]).keys?.[1]).toEqual(['Queue', 6, 'QueXYue']);
    expect(typed([end], [['Queue:', 'Que\nue:']]).keys?.[1]).toEqual(['Queue', 6, 'Que']);
  });

  it('is that of the new text as soon as it parses again', () => {
    const open = openText(file, text);
    open.template();
    open.edit(end);
    open.template();
    open.edit([broken, ''], ['Resources:', '# new\nResources:']);

    expect(open.template()).toEqual(readTemplate(file, `# new\n${text}`));
  });

  it('is not read again while nothing changes', () => {
    const open = openText(file, text);
    const template = open.template();
    open.edit(['Queue', 'Queue']);
    open.become(text);

    expect(open.template()).toBe(template);
  });

  it('follows a thousand keystrokes before it is requested', () => {
    const open = openText(file, text);
    open.template();
    open.edit(end);
    for (let count = 0; count < 1_000; count++) open.replace(0, 0, '#\n');

    expect(open.template()?.resources.map(({ line }) => line)).toEqual([1001, 1006, 1008]);
  });

  it('counts lines like an editor, also with a byte order mark', () => {
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const open = openText(file, windows);
    open.template();
    open.replace(1, 1, `# one\r# two\r\n${broken}`);

    expect(open.template()?.resources[0]).toMatchObject({
      id: 'Logs',
      line: 4,
      column: 2,
      endLine: 8,
      endColumn: 21,
    });
  });

  it('stays in place if a client sends whole texts', () => {
    const open = openText(file, text);
    open.template();
    open.become(text.replace('  Queue:', `${broken}  Queue:`));

    expect(open.template()?.resources.map(({ id, line }) => [id, line])).toEqual([
      ['Logs', 1],
      ['Queue', 7],
      ['Topic', 9],
    ]);
  });

  it('keeps every resource if one change brings two merge conflicts', () => {
    const resource = (index: number, type = 'S3::Bucket') => `  R${index}:\n    Type: AWS::${type}\n`;
    const resources = Array.from({ length: 10 }, (_, index) => resource(index));
    const conflict = (index: number) =>
      `<<<<<<< HEAD\n${resource(index)}=======\n${resource(index, 'SNS::Topic')}>>>>>>> other\n`;
    const conflicts = [2, 7];
    const merged = resources.map((each, index) => (conflicts.includes(index) ? conflict(index) : each));
    const start = 'Resources:\n';
    const open = openText(file, start + resources.join(''));
    open.template();

    // An editor that reloads a file sends the lines from the first difference to the last one.
    const from = start.length + resources.slice(0, 2).join('').length;
    const to = start.length + resources.slice(0, 8).join('').length;
    open.replace(from, to, merged.slice(2, 8).join(''));

    const found = open
      .template()
      ?.resources.map(({ line, column, keyEndColumn }) => sliceOf(open.text(), [line, column, keyEndColumn]));
    expect(open.text()).toBe(start + merged.join(''));
    expect(found).toEqual(resources.map((_, index) => `R${index}`));
  });
});
