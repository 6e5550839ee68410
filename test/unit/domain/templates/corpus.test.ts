import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import type { TemplateFile, TemplateResource } from '../../../../daemon/domain/templates/template.ts';
import { corpus, corpusText, type TrueResource, type TrueTemplate, truths } from '../../../support/corpus.ts';

if (corpus === undefined)
  console.log('Skipped: no corpus of real templates. Name its folder in GUARDRAIL_CORPUS to run these.');

describe.skipIf(corpus === undefined)('real templates', () => {
  const folder = corpus ?? '';
  const templates = corpus === undefined ? [] : truths(corpus);

  it('are hundreds', () => {
    expect(templates.length).toBeGreaterThan(200);
  });

  it('are read as an independent parser reads them: ids, types, lines, columns, ends, properties', () => {
    const different = templates.filter((truth) => {
      const template = readTemplate(truth.path, corpusText(folder, truth));
      return JSON.stringify(summaryOf(template)) !== JSON.stringify(expected(truth));
    });

    expect(different.map(({ path }) => path)).toEqual([]);
  });

  it('keep their positions with Windows line ends and a byte order mark', () => {
    const moved = templates.filter((truth) => {
      const text = `\uFEFF${corpusText(folder, truth).replaceAll(/\r?\n/g, '\r\n')}`;
      return JSON.stringify(summaryOf(readTemplate(truth.path, text))) !== JSON.stringify(expected(truth));
    });

    expect(moved.map(({ path }) => path)).toEqual([]);
  });
});

function summaryOf(template: TemplateFile | undefined) {
  const { format, resources = [], loops = [] } = template ?? {};
  const resource = ({
    properties: _properties,
    literals: _literals,
    patterns: _patterns,
    ...rest
  }: TemplateResource) => rest;
  return {
    format,
    resources: resources.map(resource),
    loops: loops.map(resource),
    properties: [...resources, ...loops].map(({ id, line, properties }) => [id, line, properties]),
  };
}

function expected({ format, resources, forEach = [], properties }: TrueTemplate) {
  return {
    format,
    resources: resources.map(asTold),
    loops: forEach.flatMap(({ body }) => body.map(asTold)),
    properties,
  };
}

function asTold({ id, type, typePos, line, col, keyEndCol, endLine, endCol }: TrueResource) {
  return {
    id,
    type,
    ...(typePos && { typeRange: [typePos[0], typePos[1], typePos[3]] }),
    line,
    column: col,
    keyEndColumn: keyEndCol,
    endLine,
    endColumn: endCol,
  };
}
