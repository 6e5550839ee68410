import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../daemon/domain/templates/read/read-template.ts';
import type { TemplateFile, TemplateResource } from '../../../daemon/domain/templates/template.ts';
import { restore, store } from '../../../daemon/workspace/cache/stored-template.ts';

const sample = path.resolve(import.meta.dirname, '../../workspace');
const templates = globSync('**/*.{yaml,yml,json}', { cwd: sample })
  .map((file) => readFileSync(path.join(sample, file), 'utf8'))
  .flatMap((text) => readTemplate('/before', text) ?? []);
const loops = [
  'Resources:',
  '  Logs:',
  '    Type: AWS::S3::Bucket',
  '    Properties:',
  '      BucketName: logs',
  '  Fn::ForEach::All:',
  '    - Name',
  '    - [A]',
  `    - Data\${Name}:`,
  '        Type: AWS::S3::Bucket',
].join('\n');

/** Returns the template with plain fields in place of getters and absent fields. */
function plain({ loops = [], resources, ...file }: TemplateFile) {
  return { ...file, resources: resources.map(fields), loops: loops.map(fields) };
}

function fields(resource: TemplateResource) {
  const { id, type, typeRange, line, column, keyEndColumn, endLine, endColumn, properties, literals } =
    resource;
  const { patterns } = resource;
  return {
    ...{
      id,
      type,
      typeRange,
      line,
      column,
      keyEndColumn,
      endLine,
      endColumn,
      properties,
      literals,
      patterns,
    },
  };
}

function recalled(path: string, template: TemplateFile): TemplateFile {
  const { places, ...stored } = store(template);
  const readAgain = (reason: unknown) => {
    throw reason;
  };
  return restore(path, { ...stored, places: () => places, readAgain });
}

describe('a stored template', () => {
  it('is equal to the template that was read, at any path', () => {
    const broken = readTemplate('/before', 'Resources:\n  Broken: [\n    Type: AWS::S3::Bucket') ?? [];
    const all = [...templates, readTemplate('/before', loops) ?? [], broken].flat();
    expect(all.length).toBeGreaterThan(8);

    for (const read of all) {
      const template = { ...read, hash: 'h' };
      expect(plain(recalled('/after', template))).toEqual(plain({ ...template, path: '/after' }));
    }
  });

  it('keeps fields that the reader fills later', () => {
    const [resource] = readTemplate('/a', loops)?.resources ?? [];
    if (!resource) throw new Error('no resource');
    const file: TemplateFile = {
      path: '/a',
      format: 'yaml',
      resources: [
        { ...resource, patterns: { BucketName: `\${AWS::StackName}-logs` } },
        { ...resource, type: null },
      ],
      defaults: { Stage: 'dev' },
    };

    expect(plain(recalled('/a', file))).toEqual(plain(file));
  });

  it('stays complete if it is spread', () => {
    const read = readTemplate('/a', loops);
    if (!read) throw new Error('no template');

    const spread = { ...recalled('/a', read), error: 'line 3: …' };

    expect(spread.resources.map(({ id }) => id)).toEqual(['Logs']);
    expect(spread.loops?.map(({ line }) => line)).toEqual([8]);
  });
});
