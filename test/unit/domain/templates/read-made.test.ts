import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import type { LineRange, TemplateFile } from '../../../../daemon/domain/templates/template.ts';
import { jsonWriters, type MadeTemplate, madeTemplates, yamlWriters } from './made-templates.ts';
import { sliceOf } from './reading.ts';

/** Thousands of runs passed once; these are enough to detect a regression. */
const runs = { numRuns: 150, seed: 20_240_611 };

describe('any template', () => {
  it('has the same ids, types, property names and literals in JSON and in YAML', () => {
    fc.assert(
      fc.property(madeTemplates, jsonWriters, yamlWriters, (made, json, yaml) => {
        expect(saidBy(readTemplate('/w/a', json(made)))).toEqual(expected(made));
        expect(saidBy(readTemplate('/w/a', yaml(made)))).toEqual(expected(made));
      }),
      runs,
    );
  });

  it('has the key of each range at that range', () => {
    fc.assert(
      fc.property(madeTemplates, fc.oneof(jsonWriters, yamlWriters), (made, write) => {
        const text = write(made);
        for (const { id, type, typeRange, line, column, keyEndColumn, properties } of readTemplate(
          '/w/a',
          text,
        )?.resources ?? []) {
          expect(valueAt(text, [line, column, keyEndColumn])).toBe(id);
          expect(valueAt(text, typeRange ?? [0, 0, 0])).toBe(type);
          for (const [name, range] of Object.entries(properties)) expect(valueAt(text, range)).toBe(name);
        }
      }),
      runs,
    );
  });

  it('has the positions that an independent parser finds, from each key to each end', () => {
    fc.assert(
      fc.property(madeTemplates, fc.oneof(jsonWriters, yamlWriters), (made, write) => {
        // The other parser treats a lone carriage return as white space.
        const text = write(made).replace(/\r(?!\n)/g, '\n');
        expect(placesBy(readTemplate('/w/a', text))).toEqual(placesByOther(text));
      }),
      runs,
    );
  });
});

function expected({ Resources }: MadeTemplate) {
  return Object.entries(Resources).map(([id, { Type, Properties = {} }]) => ({
    id,
    type: Type,
    properties: Object.keys(Properties),
    literals: Object.fromEntries(
      Object.entries(Properties)
        .filter(([, value]) => value !== null && typeof value !== 'object')
        .map(([name, value]) => [name, String(value)]),
    ),
  }));
}

function saidBy(template: TemplateFile | undefined) {
  return template?.resources.map(({ id, type, properties, literals }) => ({
    id,
    type,
    properties: Object.keys(properties),
    literals,
  }));
}

/** Returns a key as text, for any notation of the key. */
function valueAt(text: string, range: LineRange): string {
  const slice = sliceOf(text, range);
  const value: unknown = /^["']/.test(slice) ? parseDocument(slice).toJS() : slice;
  return String(value);
}

function placesBy(template: TemplateFile | undefined) {
  return template?.resources.map(({ line, column, endLine, endColumn, properties }) => ({
    key: [line, column],
    end: [endLine, endColumn],
    properties: Object.values(properties).map(([at, from]) => [at, from]),
  }));
}

function placesByOther(text: string) {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' });
  expect(document.errors).toEqual([]);
  const place = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return [line - 1, col - 1];
  };
  const startOf = ({ key }: Pair) => (isScalar(key) && key.range ? place(key.range[0]) : []);
  const endOf = ({ value }: Pair) => {
    const end = isMap(value) ? (value.range?.[1] ?? 0) : 0;
    return place(text.slice(0, end).trimEnd().length);
  };
  const resources = document.get('Resources') as YAMLMap;
  return resources.items.map((pair) => {
    const properties = (pair.value as YAMLMap).get('Properties');
    return {
      key: startOf(pair),
      end: endOf(pair),
      properties: isMap(properties) ? properties.items.map(startOf) : [],
    };
  });
}
