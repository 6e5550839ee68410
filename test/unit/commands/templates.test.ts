import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../daemon/commands/command.ts';
import type { CommandContext } from '../../../daemon/commands/command-context.ts';
import { templatesCommand } from '../../../daemon/commands/templates.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';

let cleanup: Cleanup;
let folder: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('command');
});
afterEach(() => cleanup.run());

function write(file: string, ...lines: string[]): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), lines.join('\n'));
}

async function printed(options: CommandInput['options']): Promise<string> {
  const out = new PassThrough();
  const input = { words: [folder], options, out, err: out, signal: new AbortController().signal };
  const code = await templatesCommand.run({} as CommandContext, input as unknown as CommandInput);
  expect(code).toBe(0);
  return String(out.read() ?? '');
}

describe('guardrail templates', () => {
  it('prints one JSON array with the agreed fields and no other', async () => {
    write(
      'b.yaml',
      'Resources:',
      '  Logs:',
      '    Type: AWS::S3::Bucket',
      '    Properties:',
      '      BucketName: logs',
    );
    write('a/broken.json', '{"Resources": {"Logs": {"Type": "AWS::S3::Bucket"');
    write('c.txt', 'Resources:');

    expect(JSON.parse(await printed({ json: true }))).toEqual([
      { path: 'a/broken.json', format: 'json', resources: [], error: expect.stringMatching(/^line 1: /) },
      {
        path: 'b.yaml',
        format: 'yaml',
        resources: [
          {
            id: 'Logs',
            type: 'AWS::S3::Bucket',
            typeRange: [2, 10, 25],
            line: 1,
            column: 2,
            keyEndColumn: 6,
            endLine: 4,
            endColumn: 22,
            properties: { BucketName: [4, 6, 16] },
          },
        ],
      },
    ]);
  });

  it('omits services of the Serverless Framework, but not a template in a serverless.yml', async () => {
    write('a/serverless.yml', 'service: shop', 'functions:', '  pay: { handler: pay.handler }');
    write('b/serverless.yml', 'Resources:', '  Pay:', '    Type: AWS::Serverless::Function');

    expect(JSON.parse(await printed({ json: true }))).toEqual([
      expect.objectContaining({
        path: 'b/serverless.yml',
        resources: [expect.objectContaining({ id: 'Pay' })],
      }),
    ]);
  });

  it('distinguishes the bodies of loops', async () => {
    write(
      'a.yaml',
      'Resources:',
      '  Fn::ForEach::All:',
      '    - Name',
      '    - [A]',
      `    - Logs\${Name}:`,
      '        Type: AWS::S3::Bucket',
    );

    expect(JSON.parse(await printed({ json: true }))).toMatchObject([
      { resources: [], loops: [{ id: `Logs\${Name}`, line: 4, column: 6 }] },
    ]);
  });

  it('lists them for people, without control characters from files', async () => {
    write(
      'a.yaml',
      'Resources:',
      '  "Lo\\egs":',
      '    Type: AWS::S3::Bucket',
      '  Jobs:',
      '    Type: AWS::SQS::Queue',
    );

    expect(await printed({})).toBe('a.yaml: Lo gs Jobs\n');
  });

  it('prints an empty array without templates', async () => {
    expect(await printed({ json: true })).toBe('[]\n');
  });

  it('prints no control character of a file or a template, and keeps its text', async () => {
    const hostile = 'a\u009b31m\u202eb\u2028';
    write(`${hostile}.yaml`, 'Resources:', `  "${hostile}":`, '    Type: AWS::S3::Bucket');
    const json = await printed({ json: true });
    expect(json).not.toMatch(/[\u007f-\u009f\u2028-\u202e]/);
    expect(JSON.parse(json)).toMatchObject([{ path: `${hostile}.yaml`, resources: [{ id: hostile }] }]);
    expect(await printed({})).not.toMatch(/[\u007f-\u009f\u2028-\u202e]/);
  });
});
