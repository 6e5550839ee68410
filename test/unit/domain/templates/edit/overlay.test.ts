import { describe, expect, it } from 'vitest';
import { createOverlay } from '../../../../../daemon/domain/templates/edit/overlay.ts';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { sliceOf } from '../reading.ts';

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
/** A line that keeps any text from parsing. */
const broken = '  x: [}\n';

/** Types these texts one after another and tells what is then known. */
function typed(...texts: readonly string[]) {
  const overlay = createOverlay(file, text);
  overlay.template();
  for (const each of texts) overlay.change(each);
  const template = overlay.template();
  const last = texts.at(-1) ?? text;
  const keys = template?.resources.map(({ id, line, column, keyEndColumn }) => [
    id,
    line,
    sliceOf(last, [line, column, keyEndColumn]),
  ]);
  return { template, keys, of: (id: string) => template?.resources.find((each) => each.id === id) };
}

describe('the template in a text that is being typed', () => {
  it('is read anew as long as it parses', () => {
    const changed = text.replace('  Queue:', '  More:\n    Type: AWS::S3::Bucket\n  Queue:');

    expect(typed(changed).template).toEqual(readTemplate(file, changed));
  });

  it('is none where the text parses and is none', () => {
    expect(typed('Resources: {}\n').template).toBeUndefined();
    expect(typed('').template).toBeUndefined();
  });

  it('is what readTemplate tells where the text never parsed', () => {
    const overlay = createOverlay(file, text + broken);

    expect(overlay.template()).toEqual(readTemplate(file, text + broken));
    expect(overlay.template()?.error).toBeDefined();
  });

  it('moves down with what is typed above, also over several edits of which none parses', () => {
    const first = broken + text;
    const second = `${broken}# more\n\n${text}`;

    expect(typed(first, second).keys).toEqual([
      ['Logs', 4, 'Logs'],
      ['Queue', 9, 'Queue'],
      ['Topic', 11, 'Topic'],
    ]);
    expect(typed(first, second).template).not.toHaveProperty('error');
  });

  it('moves right with what is typed before a key in its line', () => {
    const { of } = typed(text.replace('  Queue:', '  [  Queue:'));

    expect(of('Queue')).toMatchObject({ line: 6, column: 5, keyEndColumn: 10 });
    expect(of('Topic')).toMatchObject({ line: 8, column: 2 });
  });

  it('grows with what is typed in a resource', () => {
    const { of } = typed(text.replace('BucketName: logs', 'BucketName: [logs\n      More: "'));

    expect(of('Logs')).toMatchObject({ line: 1, endLine: 6, endColumn: 21 });
    expect(of('Logs')?.properties).toEqual({ BucketName: [4, 6, 16], Tags: [6, 6, 10] });
    expect(of('Queue')?.line).toBe(7);
  });

  it('ends a resource at what is left of it', () => {
    const { of } = typed(text.replace('      Tags: !Ref Tags\n', '') + broken);

    expect(of('Logs')).toMatchObject({ endLine: 4, endColumn: 22, literals: { BucketName: 'logs' } });
    expect(of('Logs')).not.toHaveProperty('patterns');
    expect(Object.keys(of('Logs')?.properties ?? {})).toEqual(['BucketName']);
  });

  it('loses a resource whose key is deleted, and no other', () => {
    const withoutQueue = text.replace('  Queue:\n    Type: AWS::SQS::Queue\n', '');

    expect(typed(text + broken, withoutQueue + broken).keys).toEqual([
      ['Logs', 1, 'Logs'],
      ['Topic', 6, 'Topic'],
    ]);
  });

  it('follows a key that is being renamed', () => {
    expect(typed(text + broken, text.replace('Queue:', 'QueXYue:') + broken).keys?.[1]).toEqual([
      'Queue',
      6,
      'QueXYue',
    ]);
    expect(typed(text + broken, text.replace('Queue:', 'Que\nue:') + broken).keys?.[1]).toEqual([
      'Queue',
      6,
      'Que',
    ]);
  });

  it('is that of the new text as soon as it parses again', () => {
    const overlay = createOverlay(file, text);
    overlay.template();
    overlay.change(text + broken);
    overlay.template();
    overlay.change(`# new\n${text}`);

    expect(overlay.template()).toEqual(readTemplate(file, `# new\n${text}`));
  });

  it('is not read again while nothing changes', () => {
    const overlay = createOverlay(file, text);
    const template = overlay.template();
    overlay.change(text);

    expect(overlay.template()).toBe(template);
  });

  it('follows a thousand keys before anybody asks', () => {
    const overlay = createOverlay(file, text);
    overlay.template();
    let typing = text + broken;
    for (let count = 0; count < 1_000; count++) {
      typing = `#\n${typing}`;
      overlay.change(typing);
    }

    expect(overlay.template()?.resources.map(({ line }) => line)).toEqual([1001, 1006, 1008]);
  });

  it('counts lines and a byte order mark as an editor does', () => {
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const overlay = createOverlay(file, windows);
    overlay.template();
    overlay.change(`\uFEFF# one\r# two\r\n${broken}${windows.slice(1)}`);

    expect(overlay.template()?.resources[0]).toMatchObject({
      id: 'Logs',
      line: 4,
      column: 2,
      endLine: 8,
      endColumn: 21,
    });
  });
});
