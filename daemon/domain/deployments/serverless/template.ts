import { EVENT_ID } from 'js-yaml';
import { EventCursor } from '../../templates/read/event-cursor.ts';
import { type ParsedText, parseText } from '../../templates/read/parse.ts';
import { rangesIn } from '../../templates/read/ranges.ts';
import { type TemplateReader, templateReader } from '../../templates/read/read-template.ts';
import { readResources } from '../../templates/read/resources.ts';
import type { LineRange, TemplateFile, TemplateResource } from '../../templates/template.ts';
import { type Node, treeOf } from '../located-tree.ts';
import { partsElsewhere } from './parts.ts';
import { serviceOf } from './service.ts';
import { unknown, Variables } from './variables.ts';

const maxFunctions = 1000;

/**
 * Reads a `serverless.yml` as the template that it becomes: its functions, and `resources.Resources` at their
 * positions in the file. Resources that the framework adds by itself (its bucket, roles, log groups, APIs)
 * are not included. Returns `undefined` for a file of another kind or one that does not parse. Never throws.
 */
export function readServerlessTemplate(path: string, content: string): TemplateFile | undefined {
  if (!content.includes('service')) return undefined;
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content;
  const tree = treeOf(text);
  const names = tree && functionNames(tree);
  if (!tree || !names) return undefined;
  try {
    const parsed = parseText(text);
    const resources = readResources(parsed, ['resources'])?.resources ?? [];
    const format = text.trimStart().startsWith('{') ? 'json' : 'yaml';
    const template = {
      path,
      format,
      isService: true,
      resources: [...functionsIn(parsed, names), ...resources],
    } as const;
    return partsElsewhere(tree).length > 0 ? { ...template, hasPartsElsewhere: true } : template;
  } catch {
    return undefined;
  }
}

/** Reads a file that has the name of a service's file. It may also be an ordinary template. */
export const serverlessReader: TemplateReader = {
  mayRead: (text) => text.includes('service') || templateReader.mayRead(text),
  read(path, content) {
    const template = readServerlessTemplate(path, content);
    return template ? { template, broken: false } : templateReader.read(path, content);
  },
};

function functionsIn(parsed: ParsedText, names: FunctionNames): TemplateResource[] {
  const cursor = new EventCursor(parsed);
  const range = rangesIn(parsed);
  const found: TemplateResource[] = [];

  const functions = (): void => {
    if (cursor.peek()?.type === EVENT_ID.SEQUENCE) {
      cursor.sequence(() => cursor.follow(functions));
      return;
    }
    cursor.mapping((key, name) => {
      const [line, column, keyEndColumn] = range(cursor.startOf(key), cursor.endOfScalar(key));
      const properties: Record<string, LineRange> = {};
      let written: string | undefined;
      cursor.follow(() =>
        cursor.mapping((field, fieldName) => {
          const property = propertyOf.get(fieldName);
          if (property !== undefined) {
            properties[property] = range(cursor.startOf(field), cursor.endOfScalar(field));
          }
          const value = cursor.peek();
          if (fieldName === 'name' && value?.type === EVENT_ID.SCALAR) written = cursor.valueOf(value);
          cursor.skip();
        }),
      );
      if (found.length >= maxFunctions) return;
      const [endLine, , endColumn] = range(cursor.end, cursor.end);
      found.push({
        id: functionId(name),
        type: 'AWS::Lambda::Function',
        line,
        column,
        keyEndColumn,
        endLine,
        endColumn,
        properties,
        ...names(name, written),
      });
    });
  };

  if (cursor.enterDocument()) {
    cursor.mapping((_key, name) => (name === 'functions' ? cursor.follow(functions) : cursor.skip()));
  }
  return found;
}

/** Source: `getNormalizedFunctionName`, `getLambdaLogicalId` in `lib/plugins/aws/lib/naming.js` of serverless 3.40. */
export function functionId(name: string): string {
  const normalized = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${normalized.charAt(0).toUpperCase()}${normalized.slice(1)}LambdaFunction`;
}

/** Returns the name of a function from its key and the name that the file gives it. */
type FunctionNames = (
  key: string,
  written: string | undefined,
) => Pick<TemplateResource, 'literals' | 'patterns'>;

/** The default is `{service}-{stage}-{key}`. A stage that is only a default may be any stage. */
function functionNames(tree: Node): FunctionNames | undefined {
  const byDefault = serviceOf(tree);
  if (!byDefault) return undefined;
  const stage = byDefault.stageIsWritten ? byDefault.stage : unknown;
  const variables = new Variables(tree, stage);
  const prefix = `${serviceOf(tree, stage)?.name ?? unknown}-${stage}`;
  return (key, written) => {
    const name = written === undefined ? `${prefix}-${key}` : variables.expand(written);
    return name.includes(unknown)
      ? { literals: {}, patterns: { FunctionName: name.replaceAll(/\*+/g, `\${?}`) } }
      : { literals: { FunctionName: name } };
  };
}

/** Key of a function → its property in CloudFormation. */
const propertyOf = new Map([
  ['name', 'FunctionName'],
  ['handler', 'Handler'],
  ['runtime', 'Runtime'],
  ['memorySize', 'MemorySize'],
  ['timeout', 'Timeout'],
  ['environment', 'Environment'],
  ['vpc', 'VpcConfig'],
  ['kmsKeyArn', 'KmsKeyArn'],
  ['tracing', 'TracingConfig'],
  ['reservedConcurrency', 'ReservedConcurrentExecutions'],
  ['layers', 'Layers'],
  ['architecture', 'Architectures'],
  ['role', 'Role'],
  ['tags', 'Tags'],
  ['onError', 'DeadLetterConfig'],
  ['ephemeralStorageSize', 'EphemeralStorage'],
  ['image', 'Code'],
]);
