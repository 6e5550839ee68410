import { createRequire } from 'node:module';
import type { Tags } from 'yaml';
import type { Format } from './template-texts.ts';

/** Reads one text and returns whether it could be read to the end. */
export type Read = (text: string) => boolean;

/** A parser to compare with ours. It is loaded on demand, so that its memory does not count for another parser. */
interface Parser {
  /** The kind of its result. */
  readonly gives: string;
  readonly formats: readonly Format[];
  load(): Promise<Read>;
}

export const ours = 'guardrail';

/** Each parser as its own users call it, configured to know CloudFormation's short tags. */
export const parsers = {
  [ours]: {
    gives: 'resources and properties with positions',
    formats: ['YAML', 'JSON'],
    async load() {
      const { readTemplate } = await import('../../daemon/domain/templates/read/read-template.ts');
      return (text) => {
        const template = readTemplate('a', text);
        return template !== undefined && template.error === undefined;
      };
    },
  },
  'js-yaml': {
    gives: 'events only, what ours is made of',
    formats: ['YAML', 'JSON'],
    async load() {
      const { parseEvents } = await import('js-yaml');
      return (text) => {
        try {
          return parseEvents(text, {}).length > 0;
        } catch {
          return false;
        }
      };
    },
  },
  yaml: {
    gives: 'a tree with positions',
    formats: ['YAML', 'JSON'],
    async load() {
      const { LineCounter, parseDocument } = await import('yaml');
      return (text) =>
        parseDocument(text, { lineCounter: new LineCounter(), ...yamlOptions }).errors.length === 0;
    },
  },
  'yaml, walked': {
    gives: 'resources and properties with positions',
    formats: ['YAML', 'JSON'],
    async load() {
      const { LineCounter, parseDocument } = await import('yaml');
      const { resourcesIn } = await import('./yaml-resources.ts');
      return (text) => {
        const lineCounter = new LineCounter();
        const document = parseDocument(text, { lineCounter, ...yamlOptions });
        resourcesIn(document, lineCounter);
        return document.errors.length === 0;
      };
    },
  },
  'yaml-language-server': {
    gives: 'a tree with positions',
    formats: ['YAML', 'JSON'],
    async load() {
      const { parse } = await import('yaml-language-server/out/src/languageservice/parser/yamlParser07.js');
      const { TextDocument } = await import('vscode-languageserver-textdocument');
      const customTags = shortTags().flatMap((tag) => [tag, `${tag} sequence`, `${tag} mapping`]);
      return (text) => {
        const document = TextDocument.create('file:///a.yaml', 'yaml', 1, text);
        const { documents } = parse(text, { customTags, yamlVersion: '1.2' }, document);
        // The tree is built at the first access.
        return documents.every(({ root, errors }) => root !== undefined && errors.length === 0);
      };
    },
  },
  'tree-sitter-yaml': {
    gives: 'a tree with positions',
    formats: ['YAML', 'JSON'],
    async load() {
      const { Language, Parser } = await import('web-tree-sitter');
      await Parser.init();
      const grammar = '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm';
      const parser = new Parser();
      parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve(grammar)));
      return (text) => {
        const tree = parser.parse(text);
        const whole = tree !== null && !tree.rootNode.hasError;
        // The garbage collector does not free its memory.
        tree?.delete();
        return whole;
      };
    },
  },
  'jsonc-parser': {
    gives: 'a tree with positions',
    formats: ['JSON'],
    async load() {
      const { parseTree } = await import('jsonc-parser');
      return (text) => {
        const errors: Parameters<typeof parseTree>[1] = [];
        return parseTree(text, errors) !== undefined && errors.length === 0;
      };
    },
  },
  'JSON.parse': {
    gives: 'values only',
    formats: ['JSON'],
    async load() {
      return (text) => {
        try {
          return typeof JSON.parse(text) === 'object';
        } catch {
          return false;
        }
      };
    },
  },
} as const satisfies Readonly<Record<string, Parser>>;

export type ParserName = keyof typeof parsers;

export function parsersOf(format: Format): ParserName[] {
  return (Object.keys(parsers) as ParserName[]).filter((name) =>
    (parsers[name].formats as readonly Format[]).includes(format),
  );
}

/** `yaml` creates a warning for each unknown tag, which takes time. */
const yamlOptions = {
  logLevel: 'silent',
  customTags: shortTags().flatMap(
    (tag): Tags => [
      { tag, resolve: (value: string) => value },
      { tag, collection: 'seq' },
      { tag, collection: 'map' },
    ],
  ),
} as const;

function shortTags(): string[] {
  const functions =
    'And Base64 Cidr Equals FindInMap GetAZs GetAtt If ImportValue Join Length Not Or Select Split Sub ToJsonString Transform';
  return [...functions.split(' '), 'Ref', 'Condition'].map((name) => `!${name}`);
}
